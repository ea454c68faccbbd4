package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claim that CDI renders for a DataVolume.
 *
 * @param accessModes empty where neither the DataVolume nor the class's StorageProfile names one
 * @param refusal why no claim can be made; empty where one can
 */
record ImportTarget(
        Optional<StorageClass> storageClass,
        List<String> accessModes,
        String volumeMode,
        Quantity size,
        String refusal) {

    private static final BigDecimal FILESYSTEM_OVERHEAD = new BigDecimal("1.06");
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    static ImportTarget of(GenericKubernetesResource dataVolume, Cluster cluster) {
        var spec = Tree.of(dataVolume).at("spec");
        return spec.has("pvc") ? asWritten(spec.at("pvc"), cluster) : rendered(spec.at("storage"), cluster);
    }

    /** {@code spec.pvc} is copied as it stands. */
    private static ImportTarget asWritten(Tree pvc, Cluster cluster) {
        return new ImportTarget(
                storageClass(pvc, cluster), modes(pvc), pvc.text("volumeMode").orElse("Filesystem"), size(pvc), "");
    }

    /** {@code spec.storage} is completed from the class's StorageProfile. */
    private static ImportTarget rendered(Tree storage, Cluster cluster) {
        var storageClass = storageClass(storage, cluster);
        var sets = storageClass
                .flatMap(c -> cluster.profiles.find(new Key("", c.getMetadata().getName())))
                .map(profile -> Tree.of(profile).items("status", "claimPropertySets"))
                .orElse(List.of());
        var written = modes(storage);
        var accessModes = written.isEmpty() && !sets.isEmpty() ? modes(sets.getFirst()) : written;
        var volumeMode = storage.text("volumeMode")
                .or(() -> sets.stream()
                        .filter(set -> modes(set).containsAll(accessModes))
                        .findFirst()
                        .flatMap(set -> set.text("volumeMode")))
                .orElse("Filesystem");
        var size = volumeMode.equals("Block") ? size(storage) : withOverhead(size(storage));
        return new ImportTarget(
                storageClass, accessModes, volumeMode, size, refusal(storage, storageClass, accessModes));
    }

    private static String refusal(Tree storage, Optional<StorageClass> storageClass, List<String> accessModes) {
        if (!accessModes.isEmpty()) {
            return "";
        }
        return storage.text("storageClassName")
                .or(() -> storageClass.map(c -> c.getMetadata().getName()))
                .map(name -> "no accessMode specified in StorageProfile " + name)
                .orElse("PVC spec is missing accessMode and no storageClass to choose profile");
    }

    private static Optional<StorageClass> storageClass(Tree claim, Cluster cluster) {
        var named = claim.text("storageClassName");
        return named.isPresent()
                ? cluster.classes.find(new Key("", named.get()))
                : cluster.classes.all().stream()
                        .filter(c -> c.getMetadata().getAnnotations() != null
                                && "true"
                                        .equals(c.getMetadata().getAnnotations().get(DEFAULT_CLASS)))
                        .findFirst();
    }

    private static List<String> modes(Tree claim) {
        return claim.value("accessModes")
                .map(list -> ((List<?>) list).stream().map(Object::toString).toList())
                .orElse(List.of());
    }

    private static Quantity size(Tree claim) {
        return new Quantity(claim.text("resources", "requests", "storage").orElse("1Gi"));
    }

    private static Quantity withOverhead(Quantity size) {
        return new Quantity(size.getNumericalAmount()
                .multiply(FILESYSTEM_OVERHEAD)
                .setScale(0, RoundingMode.CEILING)
                .toPlainString());
    }

    boolean waitsForConsumer() {
        return storageClass
                .filter(c -> "WaitForFirstConsumer".equals(c.getVolumeBindingMode()))
                .isPresent();
    }

    /** CDI populates through a prime claim where the provisioner is a CSI driver, else it writes into the claim. */
    boolean populates(Cluster cluster) {
        return storageClass
                .flatMap(c -> cluster.drivers.find(new Key("", c.getProvisioner())))
                .isPresent();
    }

    /** A claim of this shape; CDI copies the DataVolume's labels to every claim it makes. */
    PersistentVolumeClaim claim(GenericKubernetesResource dataVolume, String name) {
        var labels = Optional.ofNullable(dataVolume.getMetadata().getLabels()).orElse(Map.of());
        var className = Tree.of(dataVolume)
                .text("spec", "storage", "storageClassName")
                .or(() -> Tree.of(dataVolume).text("spec", "pvc", "storageClassName"))
                .or(() -> storageClass.map(c -> c.getMetadata().getName()));
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withNamespace(dataVolume.getMetadata().getNamespace())
                .withName(name)
                .withLabels(labels)
                .addToLabels("app", "containerized-data-importer")
                .addToLabels("app.kubernetes.io/component", "storage")
                .addToAnnotations("cdi.kubevirt.io/storage.contentType", "kubevirt")
                .addToAnnotations(
                        "cdi.kubevirt.io/createdForDataVolume",
                        dataVolume.getMetadata().getUid())
                .endMetadata()
                .withNewSpec()
                .withAccessModes(accessModes)
                .withVolumeMode(volumeMode)
                .withStorageClassName(className.orElse(null))
                .withNewResources()
                .addToRequests("storage", size)
                .endResources()
                .endSpec()
                .build();
    }
}
