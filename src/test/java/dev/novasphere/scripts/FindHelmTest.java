package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.consumers.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types {@code make manifests} has Helm, has it fetched, or reads in one sentence what to install. */
class FindHelmTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Checkout.in(folder).with("GO_PLACE", "/nowhere/go").with("HELM_RELEASES", "file://" + folder);
    }

    @Test
    void theOneThatIsNamedIsTaken() throws Exception {
        assertThat(checkout.with("HELM", "/opt/helm")
                        .run("scripts/find-helm.sh")
                        .out())
                .isEqualTo("/opt/helm\n");
    }

    @Test
    void theOneOnThePathIsTakenIfItIsNewEnough() throws Exception {
        var helm = checkout.program("bin/helm", "echo v3.18.4+gd80839c");
        assertThat(checkout.run("scripts/find-helm.sh").out()).isEqualTo(helm + "\n");

        checkout.program("bin/helm", "echo v3.9.0");
        assertThat(checkout.run("scripts/find-helm.sh").out()).doesNotContain(helm.toString());
    }

    @Test
    void thePublishedOneIsFetchedOnceAndChecked() throws Exception {
        publish("sum");
        var found = checkout.run("scripts/find-helm.sh");
        assertThat(found.out().strip()).as(found.err()).endsWith("/.cache/novasphere/helm-" + version() + "/helm");
        assertThat(Path.of(found.out().strip())).isExecutable();

        Files.delete(archive());
        assertThat(checkout.run("scripts/find-helm.sh").out()).isEqualTo(found.out());
    }

    @Test
    void oneWithAnotherSumIsNotUsed() throws Exception {
        publish("other");
        var outcome = checkout.run("scripts/find-helm.sh");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("does not have the published sum", "Helm could not be had: install Helm 3.18 or newer");
        assertThat(folder.resolve(".cache/novasphere")).isEmptyDirectory();
    }

    /** A release as its makers publish it, with its own sum or with another one. */
    private void publish(String sum) throws Exception {
        checkout.program(platform() + "/helm", "echo published");
        var made = Command.of(
                        Duration.ofSeconds(30),
                        "sh",
                        "-c",
                        "cd '%s' && tar -czf '%s' '%s' && sha256sum '%s' >'%s.sha256sum'"
                                .formatted(folder, archive(), platform(), archive(), archive()))
                .run();
        assertThat(made.succeeded()).as(made.errors()).isTrue();
        if (sum.equals("other")) {
            Files.writeString(Path.of(archive() + ".sha256sum"), "0".repeat(64) + "  helm\n");
        }
    }

    private Path archive() throws Exception {
        return folder.resolve("helm-" + version() + "-" + platform() + ".tar.gz");
    }

    private String version() throws Exception {
        return checkout.run("scripts/get-helm.sh", "--version").out().strip();
    }

    private static String platform() {
        return "linux-" + System.getProperty("os.arch").replace("aarch64", "arm64");
    }
}
