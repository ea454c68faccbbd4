package dev.novasphere.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The MTU of a node network reaches the guest; a change of it reaches a machine when it starts. */
class MtuTest {
    private static final Settings SETTINGS = new Settings(
            Optional.empty(), Optional.empty(), List.of("br-*"), Optional.empty(), Optional.empty(), Map.of());
    private static final String BRIDGE =
            "type: linux-bridge\nbridgeName: br-lan\nvlans: [{id: 100}, {id: 200}]\nnamespaceSelector: {}\n";

    private final DesiredState made = desired("Always", cluster(BRIDGE));

    @Test
    void itStandsInTheConfiguration() {
        assertThat(config(made)).doesNotContain("mtu");
        assertThat(config(desired("Always", cluster(BRIDGE + "mtu: 9000")))).contains("\"mtu\":9000");
    }

    @Test
    void theAttachmentOfAMachineThatRunsOrIsToStayOffStays() {
        assertThat(config(desired("Always", there(made, "Running", BRIDGE + "mtu: 9000"))))
                .isEqualTo(config(made));
        assertThat(config(desired("Halted", there(made, "Succeeded", BRIDGE + "mtu: 9000"))))
                .isEqualTo(config(made));
    }

    @Test
    void aStartBringsTheMtuOfToday() {
        assertThat(config(desired("Always", there(made, "Succeeded", BRIDGE + "mtu: 9000"))))
                .contains("\"mtu\":9000");
    }

    @Test
    void whateverElseChangesComesAtOnce() {
        assertThat(config(desired("Always", "vlanId: 200", there(made, "Running", BRIDGE + "mtu: 9000"))))
                .contains("\"vlan\":200")
                .contains("\"mtu\":9000");
    }

    @Test
    void aMachineKeepsItsNetworkWhenItsNodeNetworkHasGone() {
        var jumbo = desired("Always", cluster(BRIDGE + "mtu: 9000"));
        var alone =
                there(jumbo, "Succeeded", Offers.cluster(Optional.of(Map.of())).facts());
        assertThat(desired("Always", alone).mayChange()).isTrue();
        assertThat(config(desired("Always", alone))).isEqualTo(config(jumbo));
    }

    private static Observed cluster(String spec) {
        return Offers.cluster(Optional.of(Map.of()), Offers.offer("lan", spec));
    }

    private static Observed there(DesiredState made, String phase, String spec) {
        return there(made, phase, cluster(spec).facts());
    }

    private static Observed there(DesiredState made, String phase, ClusterFacts facts) {
        var instance = Serialization.unmarshal(
                "metadata: {name: web-vm}\nstatus: {phase: %s}".formatted(phase), VirtualMachineInstance.class);
        return new Observed(
                Optional.of(made.virtualMachine()),
                Optional.of(instance),
                made.networks().stream()
                        .flatMap(plan -> plan.attachment().stream())
                        .collect(Collectors.toMap(nad -> nad.getMetadata().getName(), nad -> nad)),
                Map.of(),
                Map.of(),
                Optional.of(Map.of()),
                facts,
                Leases.NONE);
    }

    private static String config(DesiredState desired) {
        return desired.networks().getFirst().attachment().map(MtuTest::config).orElse("none");
    }

    private static String config(NetworkAttachmentDefinition attachment) {
        return String.valueOf(attachment.getSpec().config());
    }

    private static DesiredState desired(String power, Observed observed) {
        return desired(power, "vlanId: 100", observed);
    }

    private static DesiredState desired(String power, String vlan, Observed observed) {
        var owner = Owners.owner(new Wukong(), "team-a", "web");
        owner.setSpec(Serialization.unmarshal("""
                cpu: 1
                memory: 1Gi
                startStrategy: {runStrategy: %s}
                networks:
                - {name: lan, type: bridge, bridgeName: br-lan, %s}
                """.formatted(power, vlan), WukongSpec.class));
        return DesiredState.of(owner, SETTINGS, observed);
    }
}
