package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.ControlPlaneOptions;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KubeVirt, CDI and Multus are removed from under the running operator, each with all its objects, and come back. */
class RemovedIT {
    private static final String SPEC = Story.SMALL + """
            networks:
              - {name: front, type: bridge, bridgeName: br-front}
            disks:
              - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
            """;

    private static ControlPlane plane;
    private static KubernetesClient client;
    private static OperatorProcess operator;
    private static Path log;

    @BeforeAll
    static void start() throws Exception {
        log = Files.createTempFile(ProjectFiles.find("target"), "operator-", ".log");
        plane = ControlPlane.start(ControlPlaneOptions.defaults().withBeforeControllers(admin -> {
            PlatformCrds.ofEnvironment().install(admin);
            PlatformCrds.applyAll(admin, Testbed.ourCrds());
        }));
        client = plane.adminClient();
        Testbed.applyRoles(client);
        operator = Testbed.startOperator(plane, log);
    }

    @AfterAll
    static void end() throws IOException {
        operator.close();
        client.close();
        plane.close();
        Files.delete(log);
    }

    @ParameterizedTest
    @CsvSource({
        "kubevirt.io, VirtualMachineSynced, KubeVirtMissing, MACHINE",
        "cdi.kubevirt.io, VolumesBound, CdiMissing, DATA_VOLUME",
        "k8s.cni.cncf.io, NetworksConfigured, MultusMissing, ATTACHMENT"
    })
    void itIsMissedAndComesBackByItself(String group, String condition, String reason, Kind kind) throws Exception {
        var before = new Story(Tenant.of(client, "before"));
        before.ask(SPEC);
        var old = uid(before, kind, () -> "");
        remove(group);
        var meanwhile = new Story(Tenant.of(client, "meanwhile"));
        meanwhile.ask(SPEC);
        var status = meanwhile.status(reason, said -> Tenant.because(said, condition, reason));
        assertThat(Tenant.is(status, "Ready", "False")).isTrue();

        install(group);
        uid(meanwhile, kind, () -> "");
        meanwhile.status(reason + " is over", said -> !Tenant.because(said, condition, reason));
        if (kind != Kind.DATA_VOLUME) { // A disk that is there is not imported a second time.
            assertThat(uid(before, kind, () -> old)).isNotEqualTo(old);
        }
        assertThat(operator.isAlive()).isTrue();
        assertThat(Files.readString(log))
                .contains("is not installed any longer")
                .doesNotContain(" ERROR [dev."); // The client says of a watch that has broken off what it likes.
    }

    /** Waits for the one child of a kind that is another than before. */
    private static String uid(Story story, Kind kind, Supplier<String> before) throws Exception {
        return story.see(
                        kind + " of " + story.namespace(),
                        () -> story.all(kind).map(Story::uid).toList(),
                        uids -> uids.size() == 1 && !uids.contains(before.get()))
                .getFirst();
    }

    private static void remove(String group) throws Exception {
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        for (var file : files(group)) {
            definitions
                    .withName(file.getFileName().toString().replace(".yaml", ""))
                    .delete();
        }
    }

    private static void install(String group) throws IOException {
        PlatformCrds.applyAll(client, files(group));
    }

    private static List<Path> files(String group) throws IOException {
        try (var files = Files.list(PlatformCrds.ofEnvironment().folder())) {
            return files.filter(file ->
                            file.getFileName().toString().matches("[a-z-]+\\." + group.replace(".", "\\.") + "\\.yaml"))
                    .toList();
        }
    }
}
