package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;

/**
 * Whether a guest could move to another node, as virt-handler reports it.
 *
 * @param reason why not; empty if it could
 */
record Migratability(String reason, String message) {

    static Migratability of(GenericKubernetesResource instance, Cluster cluster) {
        var spec = Tree.of(instance).at("spec");
        var bound = spec.items("domain", "devices", "interfaces").stream()
                .anyMatch(i -> i.has("binding") || i.has("sriov") || (i.has("bridge") && onPodNetwork(spec, i)));
        if (bound) {
            return new Migratability(
                    "InterfaceNotLiveMigratable",
                    "cannot migrate VMI which does not use masquerade or a migratable plugin");
        }
        return InstanceVolumes.claims(spec).stream()
                .filter(name -> cluster.claims
                        .find(Key.of(instance).named(name))
                        .filter(claim -> claim.getSpec().getAccessModes().contains("ReadWriteMany"))
                        .isEmpty())
                .map(name -> new Migratability(
                        "DisksNotLiveMigratable",
                        "cannot migrate VMI: PVC %s is not shared, live migration requires that all PVCs must be shared (using ReadWriteMany access mode)"
                                .formatted(name)))
                .findFirst()
                .orElse(new Migratability("", ""));
    }

    private static boolean onPodNetwork(Tree spec, Tree nic) {
        return spec.items("networks").stream()
                .anyMatch(n -> n.has("pod") && n.text("name").equals(nic.text("name")));
    }

    void report(InstanceStatus status) {
        if (reason.isEmpty()) {
            status.conditions().yes("LiveMigratable", "", "");
        } else {
            status.conditions().no("LiveMigratable", reason, message);
        }
        status.conditions().yes("StorageLiveMigratable", "", "");
        status.put("migrationMethod", reason.equals("DisksNotLiveMigratable") ? "BlockMigration" : "LiveMigration");
    }
}
