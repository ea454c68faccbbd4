package dev.novasphere.cluster;

import dev.novasphere.api.Disk;
import dev.novasphere.api.Disk.ReclaimPolicy;
import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.desired.Labels;
import dev.novasphere.desired.Names;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a deleted Wukong leaves behind: nothing but the disks that are to be kept. The VM goes first and is waited for,
 * because nobody refuses the deletion of a disk under a running guest. Whatever is about to be lost is asked of the API
 * server itself and not of a cache, which may be a moment behind.
 */
@ApplicationScoped
public class Removal {
    private final KubernetesClient client;
    private final LeaseKeeper leases;

    /** Deletes through this client. */
    public Removal(KubernetesClient client, LeaseKeeper leases) {
        this.client = client;
        this.leases = leases;
    }

    /**
     * How far the removal is.
     *
     * @param waitingFor a sentence that says what is waited for; empty: all is gone that shall go
     * @param retained the claims that stay
     */
    public record Progress(Optional<String> waitingFor, List<String> retained) {
        /** People hold the removal back, as they hold back every other change. */
        public static Progress heldBack() {
            return waitingFor(
                    "Nothing is removed while the annotation vm.novasphere.dev/paused is \"true\". Remove it to go on.");
        }

        static Progress waitingFor(String sentence) {
            return new Progress(Optional.of(sentence), List.of());
        }
    }

    /** Goes one step further. To be called again until nothing is waited for. */
    public Progress proceed(MachineResource owner, DesiredState desired, Observed observed) {
        var machine = observed.facts().has(Project.KUBEVIRT) ? machine(owner) : Optional.<VirtualMachine>empty();
        if (machine.isPresent()) {
            removeMachine(machine.get());
            return Progress.waitingFor("Waiting for VirtualMachine %s to shut down and go."
                    .formatted(machine.get().getMetadata().getName()));
        }
        if (observed.instance().isPresent()) {
            return Progress.waitingFor(
                    "Waiting for the instance of VirtualMachine %1$s to shut down. If it was left behind on purpose, delete VirtualMachineInstance %1$s."
                            .formatted(Names.virtualMachine(owner)));
        }
        if (desired.networks().stream().anyMatch(plan -> plan.nodeNetwork().isPresent())
                || !observed.leases().held().isEmpty()) {
            leases.giveBackAll(owner);
        }
        deleteSecret(owner, desired.cloudInit().getMetadata().getName());
        observed.attachments().values().forEach(this::delete);
        return disks(owner, observed);
    }

    private Optional<VirtualMachine> machine(MachineResource owner) {
        return Optional.ofNullable(client.resources(VirtualMachine.class)
                        .inNamespace(owner.namespace())
                        .withName(Names.virtualMachine(owner))
                        .get())
                .filter(machine -> Labels.belongsTo(machine, owner));
    }

    private void removeMachine(VirtualMachine machine) {
        if (machine.getMetadata().getDeletionTimestamp() == null) {
            DesiredState.cloudInitSecretsOf(machine)
                    .forEach(secret -> client.secrets()
                            .inNamespace(machine.getMetadata().getNamespace())
                            .withName(secret)
                            .delete());
            delete(machine);
        }
    }

    private Progress disks(MachineResource owner, Observed observed) {
        var volumes = observed.facts().has(Project.CDI) ? mine(DataVolume.class, owner) : List.<DataVolume>of();
        var claims = mine(PersistentVolumeClaim.class, owner);
        var leaving = Stream.concat(volumes.stream(), claims.stream())
                .filter(part -> isToBeDeleted(owner, part))
                .toList();
        leaving.forEach(this::delete);
        if (!leaving.isEmpty()) {
            return Progress.waitingFor("Waiting for the disks to go: %s."
                    .formatted(leaving.stream()
                            .map(part ->
                                    part.getKind() + " " + part.getMetadata().getName())
                            .collect(Collectors.joining(", "))));
        }
        return new Progress(
                Optional.empty(),
                claims.stream().map(claim -> claim.getMetadata().getName()).toList());
    }

    /** A disk that left the spec is kept whatever its policy was. */
    private static boolean isToBeDeleted(MachineResource owner, HasMetadata part) {
        var spec = owner.getSpec();
        return spec.disks().stream()
                .filter(disk -> Labels.value(part, Labels.DISK).equals(Optional.of(disk.name())))
                .anyMatch(disk -> policy(owner, disk) == ReclaimPolicy.Delete);
    }

    private static ReclaimPolicy policy(MachineResource owner, Disk disk) {
        return disk.reclaimPolicyOr(owner.getSpec().imageOf(disk).isPresent());
    }

    private <T extends HasMetadata> List<T> mine(Class<T> type, MachineResource owner) {
        return client
                .resources(type)
                .inNamespace(owner.namespace())
                .withLabels(Labels.of(owner))
                .list()
                .getItems()
                .stream()
                .filter(object -> Labels.value(object, Labels.DISK)
                        .filter(disk -> object.getMetadata().getName().equals(Names.claim(owner, disk)))
                        .isPresent())
                .toList();
    }

    private void delete(HasMetadata object) {
        if (object.getMetadata().getDeletionTimestamp() == null) {
            client.resource(object).delete();
        }
    }

    private void deleteSecret(MachineResource owner, String name) {
        client.secrets().inNamespace(owner.namespace()).withName(name).delete();
    }
}
