package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkStatus;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** What an administrator sees of two node networks: one that NMState has to make, and one that it only verifies. */
record WithoutNmState(KubernetesClient client) {
    private static final Duration PATIENCE = Duration.ofSeconds(40); // It is looked for every ten seconds.
    private static final String MADE = "made";
    /** One of those that every testbed offers. */
    private static final String VERIFIED = "front";

    /** Asks for the one that has to be made, on the nodes of this name. */
    void ask(String nodeSelector) {
        var yaml = """
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: NodeNetwork
                metadata: {name: %s}
                spec:
                  type: linux-bridge
                  bridgeName: br-made
                  uplink: ens2
                  vlans: [{id: 100}]
                  namespaceSelector: {}
                  nodeSelector: %s
                """.formatted(MADE, nodeSelector);
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, NodeNetwork.class))
                .serverSideApply();
    }

    /** The one is Degraded with the remedy, the other is used as declared. */
    void isMissed() throws Exception {
        var made = see(MADE, "NMState is missed", status -> isBecause(status, "Ready", "NMStateMissing"));
        assertThat(made.condition("Ready").orElseThrow().getStatus()).isEqualTo("False");
        assertThat(made.condition("Degraded").orElseThrow()).satisfies(degraded -> {
            assertThat(degraded.getStatus()).isEqualTo("True");
            assertThat(degraded.getReason()).isEqualTo("NMStateMissing");
            assertThat(degraded.getMessage()).contains("Install NMState").contains("set managed to false");
        });
        var verified = see(
                VERIFIED, "used as declared", status -> isBecause(status, "Ready", "Unverified") && isUnseen(status));
        assertThat(verified.condition("Ready").orElseThrow().getStatus()).isEqualTo("True");
    }

    /** NMState is noticed: neither speaks of it any longer. */
    void isNoticed() throws Exception {
        see(MADE, "NMState is noticed", status -> !isBecause(status, "Ready", "NMStateMissing"));
        see(VERIFIED, "the nodes are looked at", status -> !isUnseen(status));
    }

    private static boolean isUnseen(NodeNetworkStatus status) {
        return status.nodes().stream()
                .anyMatch(node -> String.valueOf(node.message()).startsWith("NMState is not installed"));
    }

    void isMade() throws Exception {
        see(MADE, "the bridge is made", status -> isBecause(status, "Ready", "NodesReady"));
    }

    private static boolean isBecause(NodeNetworkStatus status, String condition, String reason) {
        return status.condition(condition)
                .filter(said -> said.getReason().equals(reason))
                .isPresent();
    }

    private NodeNetworkStatus see(String name, String what, Predicate<NodeNetworkStatus> wanted) throws Exception {
        return Eventually.see(
                        name + ": " + what,
                        PATIENCE,
                        () -> Optional.ofNullable(client.resources(NodeNetwork.class)
                                        .withName(name)
                                        .get())
                                .flatMap(network -> Optional.ofNullable(network.getStatus())),
                        status -> status.filter(wanted).isPresent())
                .orElseThrow();
    }
}
