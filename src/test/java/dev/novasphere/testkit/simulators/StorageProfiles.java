package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps one StorageProfile for each StorageClass, with what CDI knows of the provisioner (pkg/storagecapabilities). */
final class StorageProfiles implements AutoCloseable {

    private final Cluster cluster;
    private final Writes writes;
    private final WorkQueue queue = new WorkQueue("storage-profiles", this::pass);

    StorageProfiles(Cluster cluster) {
        this.cluster = cluster;
        this.writes = new Writes(cluster.client, Kinds.STORAGE_PROFILE, "cdi-controller");
        cluster.classes.onChange(c -> queue.add(Key.of(c)));
        cluster.profiles.onChange(profile -> queue.add(Key.of(profile)));
    }

    private void pass(Key key) {
        var storageClass = cluster.classes.find(key);
        if (storageClass.isEmpty()) {
            return;
        }
        var profile = cluster.profiles.find(key);
        if (profile.isEmpty()) {
            create(storageClass.get());
        } else {
            writes.status(profile.get(), status(storageClass.get(), profile.get()));
        }
    }

    private void create(StorageClass storageClass) {
        var profile = new GenericKubernetesResource();
        profile.setApiVersion("cdi.kubevirt.io/v1beta1");
        profile.setKind("StorageProfile");
        profile.setMetadata(new ObjectMetaBuilder()
                .withName(storageClass.getMetadata().getName())
                .addToLabels("app", "containerized-data-importer")
                .build());
        profile.setAdditionalProperty("spec", Map.of());
        writes.resource(profile).create();
    }

    private static Tree status(StorageClass storageClass, GenericKubernetesResource profile) {
        var status = Tree.of(profile).at("status").copy();
        var conditions = ConditionList.cdi(status.items("conditions"));
        var sets = claimPropertySets(storageClass);
        if (sets.isEmpty()) {
            conditions.no(
                    "Recognized",
                    "UnrecognizedProvisioner",
                    "The provisioner %s is not recognized".formatted(storageClass.getProvisioner()));
        } else {
            status.put("claimPropertySets", sets);
            conditions.yes("Recognized", "RecognizedProvisioner", "");
        }
        return status.put("provisioner", storageClass.getProvisioner())
                .put("storageClass", storageClass.getMetadata().getName())
                .put("conditions", conditions.toList());
    }

    private static List<Map<String, Object>> claimPropertySets(StorageClass storageClass) {
        var sets = new ArrayList<Map<String, Object>>();
        if (!storageClass.getProvisioner().equals("driver.longhorn.io")) {
            return sets;
        }
        var parameters = Optional.ofNullable(storageClass.getParameters()).orElse(Map.of());
        if (Boolean.parseBoolean(parameters.get("migratable"))) {
            sets.add(set("ReadWriteMany", "Block"));
            sets.add(set("ReadWriteOnce", "Block"));
        } else if (parameters.containsKey("nfsOptions")) {
            sets.add(set("ReadWriteMany", "Filesystem"));
            sets.add(set("ReadWriteOnce", "Filesystem"));
        } else {
            sets.add(set("ReadWriteOnce", parameters.containsKey("fsType") ? "Filesystem" : "Block"));
        }
        return sets;
    }

    private static Map<String, Object> set(String accessMode, String volumeMode) {
        return Map.of("accessModes", List.of(accessMode), "volumeMode", volumeMode);
    }

    @Override
    public void close() {
        queue.close();
    }
}
