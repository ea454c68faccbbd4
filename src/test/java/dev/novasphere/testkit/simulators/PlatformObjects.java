package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.storage.CSIDriverBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClassBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The cluster-wide objects that a real installation has: nodes, KubeVirt's configuration, storage classes. */
final class PlatformObjects {

    private static final String MANAGER = "simulated-platform";
    private static final String LONGHORN = "driver.longhorn.io";
    private static final String HUAMEI = "csi.huamei.example";

    private final KubernetesClient client;

    PlatformObjects(KubernetesClient client) {
        this.client = client;
    }

    void install(PlatformOptions options) {
        options.nodes().forEach(node -> node(node, Map.of()));
        apply(new NamespaceBuilder()
                .withNewMetadata()
                .withName("kubevirt")
                .endMetadata()
                .build());
        kubeVirt(options.bindings());
        List.of(LONGHORN, HUAMEI)
                .forEach(driver -> apply(new CSIDriverBuilder()
                        .withNewMetadata()
                        .withName(driver)
                        .endMetadata()
                        .withNewSpec()
                        .withAttachRequired(true)
                        .endSpec()
                        .build()));
        storageClass("longhorn", LONGHORN, Map.of("numberOfReplicas", "3", "fsType", "ext4"));
        storageClass(
                "longhorn-migratable",
                LONGHORN,
                Map.of("numberOfReplicas", "3", "staleReplicaTimeout", "30", "migratable", "true"));
        storageClass("huamei-sc-ssd", HUAMEI, Map.of("tier", "ssd"));
        storageClass("huamei-sc-hdd", HUAMEI, Map.of("tier", "hdd"));
        storageClass("never-provisions", VolumeBinderSimulator.NEVER, Map.of());
        waitingClass("local-path", "rancher.io/local-path");
        waitingClass("longhorn-wffc", LONGHORN);
    }

    void node(SimulatedNode node, Map<String, String> labels) {
        apply(node.object()
                .edit()
                .editMetadata()
                .addToLabels(labels)
                .endMetadata()
                .build());
        var nodes = client.nodes().withName(node.name());
        nodes.editStatus(
                there -> there.edit().withStatus(node.object().getStatus()).build());
        // The API server taints every new node as not ready; the controller that takes the taint off is not running.
        nodes.edit(
                there -> there.edit().editSpec().withTaints(List.of()).endSpec().build());
    }

    private void kubeVirt(List<String> bindings) {
        var plugins = new HashMap<String, Object>();
        bindings.forEach(name -> plugins.put(name, Map.of("domainAttachmentType", "tap")));
        var kubeVirt = new GenericKubernetesResource();
        kubeVirt.setApiVersion("kubevirt.io/v1");
        kubeVirt.setKind("KubeVirt");
        kubeVirt.setMetadata(new ObjectMetaBuilder()
                .withNamespace("kubevirt")
                .withName("kubevirt")
                .build());
        kubeVirt.setAdditionalProperty(
                "spec",
                Map.of(
                        "configuration",
                        Map.of("vmRolloutStrategy", "LiveUpdate", "network", Map.of("binding", plugins))));
        var there = client.genericKubernetesResources(Kinds.KUBEVIRT)
                .inNamespace("kubevirt")
                .resource(kubeVirt)
                .fieldManager(MANAGER)
                .forceConflicts()
                .serverSideApply();
        new Writes(client, Kinds.KUBEVIRT, "virt-operator")
                .status(there, Tree.empty().put("phase", "Deployed").put("observedKubeVirtVersion", "v1.8.4"));
    }

    private void storageClass(String name, String provisioner, Map<String, String> parameters) {
        apply(new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(provisioner)
                .withParameters(parameters)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("Immediate")
                .withAllowVolumeExpansion(true)
                .build());
    }

    private void waitingClass(String name, String provisioner) {
        apply(new StorageClassBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withProvisioner(provisioner)
                .withReclaimPolicy("Delete")
                .withVolumeBindingMode("WaitForFirstConsumer")
                .withAllowVolumeExpansion(false)
                .build());
    }

    private void apply(HasMetadata object) {
        client.resource(object).fieldManager(MANAGER).forceConflicts().serverSideApply();
    }
}
