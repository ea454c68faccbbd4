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
        if (!podNetworkMoves(spec)) {
            return new Migratability(
                    "InterfaceNotLiveMigratable",
                    "cannot migrate VMI which does not use masquerade, bridge with kubevirt.io/allow-pod-bridge-network-live-migration VM annotation or a migratable plugin to connect to the pod network");
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

    /** Only the binding of the pod network counts (pkg/network/vmispec, VerifyVMIMigratable). */
    private static boolean podNetworkMoves(Tree spec) {
        return spec.items("networks").stream()
                .filter(n -> n.has("pod"))
                .flatMap(n -> spec.items("domain", "devices", "interfaces").stream()
                        .filter(i -> i.text("name").equals(n.text("name"))))
                .allMatch(i -> i.has("masquerade"));
    }

    void report(InstanceStatus status) {
        if (reason.isEmpty()) {
            status.conditions().timeless("LiveMigratable", "True", "", "");
        } else {
            status.conditions().timeless("LiveMigratable", "False", reason, message);
        }
        status.conditions().timeless("StorageLiveMigratable", "True", "", "");
        status.put("migrationMethod", reason.equals("DisksNotLiveMigratable") ? "BlockMigration" : "LiveMigration");
    }
}
