package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make uninstall} never deletes a virtual machine; a kubectl of ours plays the cluster. */
class UninstallTest {
    private static final String WUKONGS = "wukongs.vm.novasphere.dev";
    private static final String NODE_NETWORKS = "nodenetworks.vm.novasphere.dev";
    private static final String LEASES = "addressleases.vm.novasphere.dev";
    private static final String PROFILES = "virtualmachineprofiles.vm.example.com";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Checkout.in(folder);
    }

    @Test
    void refusesWhileAnObjectExists() throws Exception {
        cluster("echo name", "[ \"$2\" != " + PROFILES + " ] || echo '  VirtualMachineProfile production/web'");

        var outcome = checkout.run("scripts/uninstall.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("Nothing was uninstalled", "VirtualMachineProfile production/web\n", "make undeploy");
        assertThat(requests()).doesNotContain("delete");
    }

    @Test
    void refusesWhileANodeNetworkExists() throws Exception {
        cluster("echo name", "[ \"$2\" != " + NODE_NETWORKS + " ] || echo '  NodeNetwork /trunk-a'");

        var outcome = checkout.run("scripts/uninstall.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("\n  NodeNetwork trunk-a\n", "kubectl delete nodenetwork NAME");
        assertThat(requests()).doesNotContain("delete");
    }

    @Test
    void refusesWhenTheClusterCannotBeAsked() throws Exception {
        cluster("echo name", "echo 'Unable to connect to the server' >&2; exit 1");

        assertThat(checkout.run("scripts/uninstall.sh").exitCode()).isEqualTo(1);
        assertThat(requests()).doesNotContain("delete");
    }

    @Test
    void deletesTheDefinitionsWhenNothingIsLeft() throws Exception {
        cluster("echo name", ":");

        assertThat(checkout.run("scripts/uninstall.sh").exitCode()).isZero();
        assertThat(requests())
                .contains("delete customresourcedefinition "
                        + String.join(" ", LEASES, NODE_NETWORKS, PROFILES, WUKONGS));
    }

    @Test
    void saysWhenNothingIsInstalled() throws Exception {
        cluster(":", "echo 'asked for objects of a kind that is not there' >&2; exit 1");

        var outcome = checkout.run("scripts/uninstall.sh");

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("None of our CustomResourceDefinitions is installed");
    }

    private void cluster(String onDefinition, String onObjects) throws IOException {
        checkout.program("bin/kubectl", """
                echo "$*" >>"$HOME/requests.txt"
                case "$1 $2" in
                "get customresourcedefinition") %s ;;
                get*) %s ;;
                esac""".formatted(onDefinition, onObjects));
    }

    private String requests() throws IOException {
        return Files.readString(checkout.path("requests.txt"));
    }
}
