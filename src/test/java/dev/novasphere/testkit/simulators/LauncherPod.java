package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The virt-launcher pod of an instance, with what others select or schedule it by. */
final class LauncherPod {

    static final String IMAGE = "quay.io/kubevirt/virt-launcher:v1.8.4";

    private static final String MACHINE = "vm.kubevirt.io/name";
    private static final String RESOURCE_NAME = "k8s.v1.cni.cncf.io/resourceName";

    private LauncherPod() {}

    static boolean isLauncher(Pod pod) {
        return labels(pod).getOrDefault("kubevirt.io", "").equals("virt-launcher");
    }

    /** The machine whose launcher this is; empty for any other pod. */
    static Optional<Key> machine(Pod pod) {
        return Optional.ofNullable(labels(pod).get(MACHINE)).map(Key.of(pod)::named);
    }

    private static Map<String, String> labels(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
    }

    static Pod of(GenericKubernetesResource instance, Cluster cluster) {
        var spec = Tree.of(instance).at("spec");
        var name = instance.getMetadata().getName();
        var uid = instance.getMetadata().getUid();
        var pod = new PodBuilder()
                .withNewMetadata()
                .withNamespace(instance.getMetadata().getNamespace())
                .withGenerateName("virt-launcher-" + name + "-")
                .withLabels(instance.getMetadata().getLabels())
                .addToLabels("kubevirt.io", "virt-launcher")
                .addToLabels("kubevirt.io/created-by", uid)
                .addToLabels(MACHINE, name)
                .addToLabels("vmi.kubevirt.io/id", name)
                .addToOwnerReferences(Owners.of(instance))
                .endMetadata()
                .withNewSpec()
                .withAutomountServiceAccountToken(false)
                .withSchedulerName(SimulatedNode.SCHEDULER)
                .withRestartPolicy("Never")
                .withNodeSelector(strings(spec.at("nodeSelector")))
                .addToNodeSelector("kubevirt.io/schedulable", "true")
                .addNewReadinessGate("kubevirt.io/virtual-machine-unpaused")
                .addToContainers(new ContainerBuilder()
                        .withName("compute")
                        .withImage(IMAGE)
                        .withNewResources()
                        .withLimits(resources(instance, cluster))
                        .endResources()
                        .build())
                .endSpec()
                .build();
        spec.value("affinity")
                .ifPresent(
                        affinity -> pod.getSpec().setAffinity(Serialization.clone(convert(affinity, Affinity.class))));
        pod.getSpec()
                .setTolerations(spec.items("tolerations").stream()
                        .map(t -> convert(t.map(), Toleration.class))
                        .toList());
        InstanceVolumes.claims(spec)
                .forEach(claim -> pod.getSpec()
                        .getVolumes()
                        .add(new io.fabric8.kubernetes.api.model.VolumeBuilder()
                                .withName("volume-" + pod.getSpec().getVolumes().size())
                                .withNewPersistentVolumeClaim()
                                .withClaimName(claim)
                                .endPersistentVolumeClaim()
                                .build()));
        InstanceSecrets.of(spec)
                .forEach(secret -> pod.getSpec()
                        .getVolumes()
                        .add(new io.fabric8.kubernetes.api.model.VolumeBuilder()
                                .withName("secret-" + pod.getSpec().getVolumes().size())
                                .withNewSecret()
                                .withSecretName(secret)
                                .endSecret()
                                .build()));
        return pod;
    }

    private static <T> T convert(Object tree, Class<T> type) {
        return Serialization.unmarshal(Serialization.asJson(tree), type);
    }

    private static Map<String, String> strings(Tree tree) {
        var strings = new HashMap<String, String>();
        tree.map().forEach((key, value) -> strings.put(key, value.toString()));
        return strings;
    }

    /** The device of the hypervisor, and those that the attachment definitions name. */
    private static Map<String, Quantity> resources(GenericKubernetesResource instance, Cluster cluster) {
        var resources = new HashMap<String, Quantity>();
        Stream.concat(Stream.of("devices.kubevirt.io/kvm"), devices(instance, cluster).stream())
                .forEach(device -> resources.put(device, new Quantity("1")));
        return resources;
    }

    private static List<String> devices(GenericKubernetesResource instance, Cluster cluster) {
        return Tree.of(instance).items("spec", "networks").stream()
                .flatMap(network -> network.text("multus", "networkName").stream())
                .flatMap(name -> cluster.attachments.find(attachment(Key.of(instance), name)).stream())
                .flatMap(a -> Optional.ofNullable(a.getMetadata().getAnnotations())
                        .map(annotations -> annotations.get(RESOURCE_NAME))
                        .stream())
                .toList();
    }

    /** The pod's side of a network that is not the pod's own: a hash of its name (pkg/network/namescheme). */
    static String interfaceName(String network) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(network.getBytes(StandardCharsets.UTF_8));
            return "pod" + HexFormat.of().formatHex(hash).substring(0, 11);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** {@code namespace/name}, or a name in the instance's own namespace. */
    static Key attachment(Key instance, String name) {
        var slash = name.indexOf('/');
        return slash < 0 ? instance.named(name) : new Key(name.substring(0, slash), name.substring(slash + 1));
    }
}
