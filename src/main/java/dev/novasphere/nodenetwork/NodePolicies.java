package dev.novasphere.nodenetwork;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.NodePolicySpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The one policy of a node network. One node at a time is changed, so that a failure on the first spares the others. */
public final class NodePolicies {
    private static final IntOrString ONE_AT_A_TIME = new IntOrString(1);

    private NodePolicies() {}

    /** The policy's name: a label value, as NMState demands, since a node network's name has at most 40 characters. */
    public static String name(NodeNetwork network) {
        return "novasphere-" + network.name();
    }

    /** What makes the bridge. */
    static NodeNetworkConfigurationPolicy present(NodeNetwork network) {
        return policy(network, BridgeState.capture(network.getSpec()), BridgeState.up(network.getSpec()));
    }

    /** What removes it again: deleting a policy would leave everything on the nodes as it is. */
    static NodeNetworkConfigurationPolicy absent(NodeNetwork network) {
        return policy(network, BridgeState.capture(network.getSpec()), BridgeState.absent(network.getSpec()));
    }

    /** What is wanted now: the bridge, or its removal where somebody has asked for the node network's deletion. */
    public static NodeNetworkConfigurationPolicy wanted(NodeNetwork network) {
        return network.beingDeleted() ? absent(network) : present(network);
    }

    /** Whether a policy was made for exactly this node network, and not for an earlier one of its name. */
    public static boolean isOf(NodeNetworkConfigurationPolicy policy, NodeNetwork network) {
        return Labels.value(policy, Labels.MANAGED_BY).equals(Optional.of(Labels.MANAGER))
                && Labels.value(policy, Labels.UID)
                        .equals(Optional.of(network.getMetadata().getUid()));
    }

    /** Whether a policy asks for what another one asks for. NMState's own annotation, which changes each time, is none of it. */
    public static boolean isSame(NodeNetworkConfigurationPolicy there, NodeNetworkConfigurationPolicy wanted) {
        return Objects.equals(there.getSpec(), wanted.getSpec())
                && Optional.ofNullable(there.getMetadata().getLabels())
                        .orElse(Map.of())
                        .entrySet()
                        .containsAll(wanted.getMetadata().getLabels().entrySet());
    }

    /** Whether a policy can be changed into another one: what it looks up on the nodes, NMState lets nobody change. */
    public static boolean canBecome(NodeNetworkConfigurationPolicy there, NodeNetworkConfigurationPolicy wanted) {
        return capture(there).equals(capture(wanted));
    }

    private static Map<String, String> capture(NodeNetworkConfigurationPolicy policy) {
        return Optional.ofNullable(policy.getSpec())
                .map(NodePolicySpec::capture)
                .orElse(Map.of());
    }

    private static NodeNetworkConfigurationPolicy policy(
            NodeNetwork network, Map<String, String> capture, JsonNode state) {
        var policy = new NodeNetworkConfigurationPolicy();
        policy.setMetadata(new ObjectMetaBuilder()
                .withName(name(network))
                .addToLabels(Labels.MANAGED_BY, Labels.MANAGER)
                .addToLabels(Labels.KIND, network.getKind())
                .addToLabels(Labels.NAME, network.name())
                .addToLabels(Labels.UID, network.getMetadata().getUid())
                .build());
        policy.setSpec(new NodePolicySpec(network.getSpec().nodeSelector(), ONE_AT_A_TIME, capture, state));
        return policy;
    }
}
