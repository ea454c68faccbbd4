package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What keeps virt-controller from making an instance's launcher pod.
 *
 * @param reason of condition Synchronized=False
 */
record InstanceObstacle(String reason, String message) {

    static final String CLAIM_MISSING = "FailedPvcNotFound";

    static Optional<InstanceObstacle> of(GenericKubernetesResource instance, Cluster cluster) {
        return Stream.of(claim(instance, cluster), binding(instance, cluster), attachment(instance, cluster))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<InstanceObstacle> claim(GenericKubernetesResource instance, Cluster cluster) {
        return InstanceVolumes.claims(Tree.of(instance).at("spec")).stream()
                .map(name -> Key.of(instance).named(name))
                .filter(key -> cluster.claims.find(key).isEmpty()
                        && cluster.dataVolumes.find(key).isEmpty())
                .map(key ->
                        new InstanceObstacle(CLAIM_MISSING, "PVC " + key + " does not exist, waiting for it to appear"))
                .findFirst();
    }

    private static Optional<InstanceObstacle> binding(GenericKubernetesResource instance, Cluster cluster) {
        return Tree.of(instance).items("spec", "domain", "devices", "interfaces").stream()
                .flatMap(i -> i.text("binding", "name").stream())
                .filter(name -> cluster.kubeVirts.all().stream()
                        .noneMatch(k -> Tree.of(k).has("spec", "configuration", "network", "binding", name)))
                .map(name -> launch("couldn't find configuration for network binding: " + name))
                .findFirst();
    }

    private static Optional<InstanceObstacle> attachment(GenericKubernetesResource instance, Cluster cluster) {
        return Tree.of(instance).items("spec", "networks").stream()
                .flatMap(network -> network.text("multus", "networkName").stream())
                .map(name -> LauncherPod.attachment(Key.of(instance), name))
                .filter(key -> cluster.attachments.find(key).isEmpty())
                .map(key -> launch("failed to locate network attachment definition " + key))
                .findFirst();
    }

    private static InstanceObstacle launch(String message) {
        return new InstanceObstacle("FailedCreate", "failed to render launch manifest: " + message);
    }

    /** Phases of the DataVolumes behind an instance's volumes; a plain claim has none. */
    static List<String> dataVolumePhases(GenericKubernetesResource instance, Cluster cluster) {
        return dataVolumes(Key.of(instance), Tree.of(instance).at("spec"), cluster)
                .map(status -> status.text("phase").orElse(""))
                .toList();
    }

    /** Whether an importer of a volume behind a machine was last seen failing (pkg/storage/types, HasDataVolumeErrors). */
    static boolean importFails(GenericKubernetesResource machine, Cluster cluster) {
        return dataVolumes(Key.of(machine), Tree.of(machine).at("spec", "template", "spec"), cluster)
                .flatMap(status -> status.items("conditions").stream())
                .anyMatch(c -> c.is("Running", "type")
                        && c.is("False", "status")
                        && (c.is("Error", "reason") || c.is("ImagePullFailed", "reason")));
    }

    private static Stream<Tree> dataVolumes(Key user, Tree spec, Cluster cluster) {
        return InstanceVolumes.claims(spec).stream()
                .flatMap(name -> cluster.dataVolumes.find(user.named(name)).stream())
                .map(volume -> Tree.of(volume).at("status"));
    }
}
