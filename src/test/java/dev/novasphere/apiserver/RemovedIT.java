package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.PlatformCrds;
import dev.novasphere.testkit.operator.BareTestbed;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KubeVirt, CDI and Multus are removed from under the running operator, each with all its objects, and come back. */
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

    /** Waits for the one child of a kind that is another than before. */
    private static String uid(Story story, Kind kind, Supplier<String> before) throws Exception {
        return story.see(
                        kind + " of " + story.namespace(),
                        () -> story.all(kind).map(Story::uid).toList(),
                        uids -> uids.size() == 1 && !uids.contains(before.get()))
                .getFirst();
    }

    private static void remove(String group) {
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        PlatformCrds.ofEnvironment()
                .files(group)
                .forEach(file -> definitions.withName(PlatformCrds.name(file)).delete());
    }

    private static void install(String group) {
        PlatformCrds.applyAll(client, PlatformCrds.ofEnvironment().files(group));
    }
}
