package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.operator.BareTestbed;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Scrape;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KubeVirt, CDI, Multus and NMState are removed from under the running operator, each with all its objects, and come back. */
class RemovedIT {
    private static BareTestbed bed;
    private static KubernetesClient client;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() throws Exception {
        bed = BareTestbed.withDefinitions();
        client = bed.client();
        operator = bed.startOperator();
    }

    @AfterAll
    static void end() throws IOException {
        operator.close();
        bed.close();
    }

    @ParameterizedTest
    @CsvSource({
        "kubevirt.io, VirtualMachineSynced, KubeVirtMissing, MACHINE",
        "cdi.kubevirt.io, VolumesBound, CdiMissing, DATA_VOLUME",
        "k8s.cni.cncf.io, NetworksConfigured, MultusMissing, ATTACHMENT"
    })
    void itIsMissedAndComesBackByItself(String group, String condition, String reason, Kind kind) throws Exception {
        var before = new Story(Tenant.of(client, "before"));
        before.ask(Story.WITH_ALL_CHILDREN);
        var old = uid(before, kind, () -> "");
        remove(group);
        var meanwhile = new Story(Tenant.of(client, "meanwhile"));
        meanwhile.ask(Story.WITH_ALL_CHILDREN);
        var status = meanwhile.status(reason, said -> Tenant.because(said, condition, reason));
        assertThat(Tenant.is(status, "Ready", "False")).isTrue();

        install(group);
        uid(meanwhile, kind, () -> "");
        meanwhile.status(reason + " is over", said -> !Tenant.because(said, condition, reason));
        if (kind != Kind.DATA_VOLUME) { // A disk that is there is not imported a second time.
            assertThat(uid(before, kind, () -> old)).isNotEqualTo(old);
        }
        assertThat(operator.isAlive()).isTrue();
        assertThat(bed.log())
                .contains("is not installed any longer")
                .doesNotContain(" ERROR [dev."); // The client says of a watch that has broken off what it likes.
    }

    @ParameterizedTest
    @ValueSource(strings = {"nmstate.io", "nodenetworkstates.nmstate.io"}) // One of its kinds is not enough.
    void nmStateIsMissedAndComesBackByItself(String kinds) throws Exception {
        var networks = new WithoutNmState(client);
        networks.ask("{}");
        networks.isNoticed();
        isTold("1.0");
        remove(kinds);
        networks.isMissed();
        isTold("0.0");
        install(kinds);
        networks.isNoticed();
        isTold("1.0");
        assertThat(operator.isAlive()).isTrue();
        assertThat(bed.log()).contains("NMState is not installed any longer").doesNotContain(" ERROR [dev.");
    }

    private static void isTold(String present) throws Exception {
        Eventually.see(
                "the metric of NMState's presence",
                Duration.ofSeconds(10),
                () -> Scrape.of(operator).samples("novasphere_dependency_present", "dependency=\"nmstate\""),
                samples -> samples.size() == 1 && samples.getFirst().endsWith(" " + present));
    }

    /** Waits for the one child of a kind that is another than before. */
    private static String uid(Story story, Kind kind, Supplier<String> before) throws Exception {
        return story.see(
                        kind + " of " + story.namespace(),
                        () -> story.all(kind).map(Story::uid).toList(),
                        uids -> uids.size() == 1 && !uids.contains(before.get()))
                .getFirst();
    }

    private static void remove(String kinds) {
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        files(kinds)
                .forEach(file -> definitions.withName(PlatformCrds.name(file)).delete());
    }

    private static void install(String kinds) {
        PlatformCrds.applyAll(client, files(kinds));
    }

    /** The definitions of a group, or the one of this name. */
    private static List<Path> files(String kinds) {
        var all = PlatformCrds.ofEnvironment();
        var group = all.files(kinds);
        return group.isEmpty()
                ? all.files().stream()
                        .filter(file -> PlatformCrds.name(file).equals(kinds))
                        .toList()
                : group;
    }
}
