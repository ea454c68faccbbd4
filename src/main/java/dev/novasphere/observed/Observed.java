package dev.novasphere.observed;

import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.InstanceStatus;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.external.VirtualMachineStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is known about one Wukong's children at one moment.
 *
 * @param virtualMachine the VirtualMachine that is ours
 * @param instance the running instance of that name
 * @param attachments our attachment definitions, by name
 * @param namedAttachments the attachment definitions that the spec's {@code nadName} fields point to, by name
 * @param disks what is there of each disk, by the disk's name; also of disks that left the spec
 * @param namespaceLabels the labels of its namespace; empty: not known yet
 * @param facts what the cluster offers
 * @param leases which addresses of node networks it has
 */
public record Observed(
        Optional<VirtualMachine> virtualMachine,
        Optional<VirtualMachineInstance> instance,
        Map<String, NetworkAttachmentDefinition> attachments,
        Map<String, NetworkAttachmentDefinition> namedAttachments,
        Map<String, ObservedDisk> disks,
        Optional<Map<String, String>> namespaceLabels,
        ClusterFacts facts,
        Leases leases) {
    /** The same with these leases. */
    public Observed with(Leases found) {
        return new Observed(
                virtualMachine, instance, attachments, namedAttachments, disks, namespaceLabels, facts, found);
    }

    /** What is there of one disk. */
    public ObservedDisk disk(String name) {
        return disks.getOrDefault(name, ObservedDisk.ABSENT);
    }

    /** What virt-controller says of the machine; empty words where it has not spoken. */
    public VirtualMachineStatus machineStatus() {
        return virtualMachine
                .map(vm -> vm.getStatus() == null ? VirtualMachineStatus.NONE : vm.getStatus())
                .orElse(VirtualMachineStatus.NONE);
    }

    /** What is known of the running guest; empty words where there is none. */
    public InstanceStatus instanceStatus() {
        return instance.map(i -> i.getStatus() == null ? InstanceStatus.NONE : i.getStatus())
                .orElse(InstanceStatus.NONE);
    }

    /** What the machine's next instance will be. */
    public Optional<InstanceSpec> template() {
        return virtualMachine
                .flatMap(vm -> Optional.ofNullable(vm.getSpec()))
                .flatMap(spec -> Optional.ofNullable(spec.template()))
                .flatMap(template -> Optional.ofNullable(template.spec()));
    }

    /** Whether an instance exists that has not ended. */
    public boolean instanceLives() {
        var phase = instanceStatus().phase();
        return instance.isPresent() && !"Succeeded".equals(phase) && !"Failed".equals(phase);
    }

    /** Whether an instance exists that has not ended and that nobody is ending. */
    public boolean instanceStays() {
        return instanceLives() && instance.orElseThrow().getMetadata().getDeletionTimestamp() == null;
    }

    /** What the running instance has, which may be other than what its successor will have. */
    public Optional<InstanceSpec> running() {
        return instance.filter(there -> instanceLives()).flatMap(there -> Optional.ofNullable(there.getSpec()));
    }

    /** Whether the guest is to be migrated, until when its interfaces are connected as before. */
    public boolean migrationIsDue() {
        return instanceStatus().conditions().stream()
                .anyMatch(condition -> condition.type().equals("MigrationRequired"));
    }

    /** Whether a launcher pod is made and does not run yet, though the scheduler has not refused it. */
    public boolean waitsForLauncher() {
        return instance.isPresent()
                && "Scheduling".equals(instanceStatus().phase())
                && instanceStatus().conditions().stream()
                        .noneMatch(condition -> condition.type().equals("PodScheduled") && condition.fails());
    }

    /** Whether a launcher pod may be there, which would hold every claim of the machine: KubeVirt makes it last. */
    public boolean mayHaveLauncher() {
        return instance.isPresent() && !"Pending".equals(instanceStatus().phase());
    }

    /** Every child, whatever it is. */
    public Stream<HasMetadata> children() {
        return Stream.of(
                        virtualMachine.stream(),
                        instance.stream(),
                        attachments.values().stream(),
                        disks.values().stream().flatMap(disk -> disk.dataVolume().stream()),
                        disks.values().stream().flatMap(disk -> disk.claim().stream()))
                .flatMap(kind -> kind);
    }

    /** Whether any child has been made. */
    public boolean anyChild() {
        return virtualMachine.isPresent()
                || !attachments.isEmpty()
                || disks.values().stream().anyMatch(disk -> !disk.isAbsent());
    }

    /** Whether an attachment definition or a disk of this name is there and ours. */
    boolean hasPart(String name) {
        return attachments.containsKey(name) || disks.values().stream().anyMatch(disk -> disk.isNamed(name));
    }
}
