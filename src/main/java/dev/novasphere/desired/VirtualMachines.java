package dev.novasphere.desired;

import dev.novasphere.api.Firmware;
import dev.novasphere.api.HighAvailability;
import dev.novasphere.api.MachineResource;
import dev.novasphere.external.AccessCredential;
import dev.novasphere.external.Bootloader;
import dev.novasphere.external.Cpu;
import dev.novasphere.external.Devices;
import dev.novasphere.external.Domain;
import dev.novasphere.external.InstanceNetwork;
import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.InstanceTemplate;
import dev.novasphere.external.InstanceVolume;
import dev.novasphere.external.MachineFirmware;
import dev.novasphere.external.Memory;
import dev.novasphere.external.Present;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineSpec;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.NodeAffinity;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The VirtualMachine. Sockets, because KubeVirt adds those and not cores to a running guest; firmware uuid and serial
 * are ours, for a field is owned always or never: KubeVirt would take over one that we drop. Machine type and
 * architecture are left to KubeVirt and survive our applies.
 */
final class VirtualMachines {
    /** The annotation with the names of the cloud-init Secrets that an instance may still refer to. */
    static final String CLOUD_INIT_SECRETS = "vm.novasphere.dev/cloud-init-secrets";

    private static final String EVICTION = "LiveMigrateIfPossible"; // Plain LiveMigrate would block every drain.
    private static final long GRACE_PERIOD_SECONDS = 180;

    private VirtualMachines() {}

    static VirtualMachine of(MachineResource owner, MachineParts parts) {
        var secrets = parts.secrets();
        var machine = new VirtualMachine();
        machine.setMetadata(ChildMetadata.owned(owner, Names.virtualMachine(owner)));
        machine.getMetadata().setAnnotations(Map.of(CLOUD_INIT_SECRETS, String.join(",", secrets.inUse())));
        var template = new InstanceTemplate(
                new ObjectMetaBuilder().withLabels(Labels.ofTemplate(owner)).build(), instance(owner, parts));
        machine.setSpec(new VirtualMachineSpec(RunStrategies.of(owner.getSpec()).name(), template));
        return machine;
    }

    private static InstanceSpec instance(MachineResource owner, MachineParts parts) {
        var spec = owner.getSpec();
        var availability = spec.highAvailability();
        return new InstanceSpec(
                domain(owner, parts),
                Stream.concat(
                                parts.networks().stream().map(VirtualMachines::network),
                                parts.leaving().stream().map(LeavingNetwork::network))
                        .toList(),
                volumes(owner, parts.disks(), parts.secrets().current()),
                spec.sshKeySecret() == null ? List.of() : List.of(AccessCredential.noCloud(spec.sshKeySecret())),
                owner.name(),
                availability.nodeSelector(),
                availability.tolerations(),
                affinity(availability, parts.placement()),
                EVICTION,
                GRACE_PERIOD_SECONDS);
    }

    private static @Nullable Affinity affinity(HighAvailability availability, Optional<NodeAffinity> placement) {
        var apart = AntiAffinity.of(availability);
        return placement.isEmpty()
                ? apart.orElse(null)
                : new AffinityBuilder(apart.orElseGet(Affinity::new))
                        .withNodeAffinity(placement.get())
                        .build();
    }

    private static Domain domain(MachineResource owner, MachineParts parts) {
        var spec = owner.getSpec();
        return new Domain(
                new Cpu(spec.cpu(), 1, 1),
                new Memory(spec.memory()),
                firmware(owner, spec.firmware() == Firmware.UEFI),
                new Devices(
                        MachineDisks.of(parts.disks()),
                        Stream.concat(
                                        parts.networks().stream().map(MachineInterfaces::of),
                                        parts.leaving().stream().map(LeavingNetwork::nic))
                                .toList(),
                        Present.YES));
    }

    private static MachineFirmware firmware(MachineResource owner, boolean uefi) {
        var uuid = UUID.nameUUIDFromBytes(Digest.of(owner.uid(), "firmware")).toString();
        return new MachineFirmware(
                uuid, uuid, uefi ? new Bootloader(null, new Bootloader.Efi(false)) : new Bootloader(Present.YES, null));
    }

    private static InstanceNetwork network(NetworkPlan plan) {
        return plan.attachmentName()
                .map(name -> InstanceNetwork.attachment(plan.network().name(), name))
                .orElseGet(() -> InstanceNetwork.pod(plan.network().name()));
    }

    private static List<InstanceVolume> volumes(MachineResource owner, List<DiskPlan> disks, String cloudInit) {
        var volumes = new ArrayList<InstanceVolume>();
        for (var plan : disks) {
            volumes.add(
                    plan.isImported()
                            ? InstanceVolume.dataVolume(plan.disk().name(), plan.name())
                            : InstanceVolume.claim(plan.disk().name(), plan.name()));
        }
        var own = owner.getSpec().userDataSecret();
        volumes.add(InstanceVolume.cloudInit(MachineDisks.CLOUD_INIT, own == null ? cloudInit : own, cloudInit));
        return volumes;
    }
}
