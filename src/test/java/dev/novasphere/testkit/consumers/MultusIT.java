package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.testkit.consumers.MultusNode.Attachment;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The real Multus gives a launcher pod the network that our NetworkAttachmentDefinition describes, and no other's. */
@Tag("slow-consumers")
class MultusIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "production";
    private static final String OTHERS = "tenant-b";
    private static final String MAC = "02:1a:2b:00:00:02";
    /** As KubeVirt names the interface of a pod: by a hash of the network's name. */
    private static final String INTERFACE = "pod37a8eec1ce1";

    private static @Nullable MultusNode node;
    private static int pods;

    /** Not before all tests: a machine that lacks something shows it as skipped tests, each with the reason. */
    private static MultusNode node() throws Exception {
        if (node == null) {
            node = MultusNode.start();
            node.makeNamespace(OURS);
            node.makeNamespace(OTHERS);
        }
        return node;
    }

    @AfterAll
    static void end() throws IOException {
        if (node != null) {
            node.close();
        }
    }

    /** Each golden of the bridge plugin, once for each configuration. */
    @TestFactory
    Stream<DynamicTest> aLauncherPodGetsTheNetworkOfItsDefinition() throws Exception {
        return bridges()
                .map(golden -> dynamicTest(golden.name(), () -> {
                    var definition = store(golden);
                    var pod = pod(OURS, definition.getMetadata().getName());
                    var attachment = node().attach(
                                    pod, golden.cniConfig().required("bridge").asText());

                    if (attachment.add().exitCode() != 0) {
                        assertThat(attachment.add().output())
                                .as("the one complaint that is the kernel's")
                                .contains("failed to setup vlan tag on interface", ": operation not supported");
                        System.out.println(
                                "[consumers] This kernel has no VLAN filtering: Multus called the bridge plugin for "
                                        + golden.name() + ", which got as far as its VLAN.");
                        return;
                    }
                    assertAttached(attachment);
                    assertThat(networkStatus(pod))
                            .contains("\"name\": \"%s/%s\""
                                    .formatted(OURS, definition.getMetadata().getName()))
                            .contains("\"interface\": \"" + INTERFACE + "\"", "\"mac\": \"" + MAC + "\"");
                }));
    }

    @Test
    void aPodOfAnotherNamespaceIsRefused() throws Exception {
        var name = store(GoldenFiles.attachment("network-bridge")).getMetadata().getName();

        var attachment = node().attach(pod(OTHERS, OURS + "/" + name), "br-mgmt");

        assertThat(attachment.add().exitCode()).isNotZero();
        assertThat(attachment.add().output())
                .contains("namespace isolation enabled, annotation violates permission", OURS);
        assertThat(attachment.link(INTERFACE).isMissingNode()).isTrue();
        assertThat(attachment.rules()).doesNotContain(MAC);
    }

    @Test
    void aNameMeansTheDefinitionOfThePodsOwnNamespace() throws Exception {
        var name = store(GoldenFiles.attachment("network-bridge")).getMetadata().getName();

        var attachment = node().attach(pod(OTHERS, name), "br-mgmt");

        assertThat(attachment.add().exitCode()).isNotZero();
        assertThat(attachment.add().output())
                .contains("cannot find a network-attachment-definition (" + name + ")", OTHERS);
        assertThat(attachment.link(INTERFACE).isMissingNode()).isTrue();
    }

    private static void assertAttached(Attachment attachment) {
        assertThat(attachment.link(INTERFACE).path("address").asText())
                .as("%s", attachment.links())
                .isEqualTo(MAC);
        assertThat(attachment.rules()).containsSubsequence("ether saddr " + MAC + " return", "drop");
        assertThat(attachment.delete().exitCode())
                .as(attachment.delete().output())
                .isZero();
        assertThat(attachment.linksLeft().findValuesAsText("ifname")).containsExactly("lo");
        assertThat(attachment.rulesLeft()).doesNotContain(MAC);
    }

    private static Stream<GoldenFiles.Golden> bridges() throws IOException {
        var seen = new HashSet<String>();
        return GoldenFiles.ofKind("NetworkAttachmentDefinition").stream()
                .filter(golden -> golden.cniConfig().path("type").asText().equals("bridge"))
                .filter(golden -> seen.add(golden.object().at("/spec/config").asText()));
    }

    /** Stores it as it is, but for its owner: the Wukong is not here, and the garbage collector would look for it. */
    private static GenericKubernetesResource store(GoldenFiles.Golden golden) throws Exception {
        var object = (ObjectNode) golden.object().deepCopy();
        ((ObjectNode) object.path("metadata")).without("ownerReferences");
        ((ObjectNode) object.path("metadata")).put("namespace", OURS);
        return node().client()
                .resource(JSON.treeToValue(object, GenericKubernetesResource.class))
                .serverSideApply();
    }

    /** A pod with the annotation that KubeVirt writes for a network {@code NAME} or {@code NAMESPACE/NAME}. */
    private static Pod pod(String namespace, String network) throws Exception {
        var slash = network.indexOf('/');
        var asked = Map.of(
                "namespace",
                slash < 0 ? namespace : network.substring(0, slash),
                "name",
                network.substring(slash + 1),
                "mac",
                MAC,
                "interface",
                INTERFACE);
        return node().client()
                .resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("virt-launcher-web-" + ++pods)
                        .addToAnnotations("k8s.v1.cni.cncf.io/networks", JSON.writeValueAsString(List.of(asked)))
                        .endMetadata()
                        .withNewSpec()
                        .withServiceAccountName(MultusNode.ACCOUNT)
                        .withAutomountServiceAccountToken(false)
                        .addNewContainer()
                        .withName("compute")
                        .withImage("none")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
    }

    private static String networkStatus(Pod pod) throws Exception {
        return node().client()
                .resource(pod)
                .get()
                .getMetadata()
                .getAnnotations()
                .getOrDefault("k8s.v1.cni.cncf.io/network-status", "none");
    }
}
