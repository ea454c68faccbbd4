package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** How one node is with one policy, as it is written down. */
record Enactment(GenericKubernetesResource object) {

    static Enactment of(GenericKubernetesResource object) {
        return new Enactment(object);
    }

    static Key key(String node, String policy) {
        return new Key("", node + "." + policy);
    }

    /** A new one, which goes with its node; the policy's end is the handler's business. */
    static GenericKubernetesResource blank(Node node, String policy) {
        var name = node.getMetadata().getName();
        var object = new GenericKubernetesResource();
        object.setApiVersion("nmstate.io/v1beta1");
        object.setKind("NodeNetworkConfigurationEnactment");
        object.setMetadata(new ObjectMetaBuilder()
                .withName(key(name, policy).name())
                .addToLabels(NmStateObjects.POLICY_LABEL, policy)
                .addToLabels(NmStateObjects.NODE_LABEL, name)
                .addToOwnerReferences(new OwnerReferenceBuilder()
                        .withApiVersion("v1")
                        .withKind("Node")
                        .withName(name)
                        .withUid(node.getMetadata().getUid())
                        .build())
                .build());
        return object;
    }

    Tree status() {
        return Tree.of(object).at("status");
    }

    String node() {
        return NmStateObjects.label(object, NmStateObjects.NODE_LABEL).orElse("");
    }

    /** Whether it speaks of the policy's present generation. */
    boolean isOf(GenericKubernetesResource policy) {
        return status().number(0, "policyGeneration")
                == policy.getMetadata().getGeneration().intValue();
    }

    boolean is(String condition) {
        return ConditionList.nmState(status().items("conditions")).isTrue(condition);
    }

    /** Whether its node has given up; while it tries again it is Failing and Progressing. */
    boolean hasFailed() {
        return is("Failing") && !is("Progressing");
    }

    boolean isDone() {
        return is("Available") || is("Aborted") || hasFailed();
    }

    /** How often this generation was tried. */
    int tries() {
        return status().number(
                        0, "retryCount", status().text("policyGeneration").orElse("0"));
    }
}
