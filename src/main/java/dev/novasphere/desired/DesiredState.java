package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What should exist for one Wukong: the table of contents of this package. Total and deterministic: any object of the
 * right types has a desired state, and the same input has the same one.
 *
 * @param networks what each network comes to
 * @param disks what each disk comes to
 * @param cloudInit the Secret with user data and network data
 * @param virtualMachine the VirtualMachine; see {@link #mayCreate()} and {@link #mayChange()}
 * @param nodeNetworks node networks that have to be made, by the administrator's default
 * @param outdatedSecrets cloud-init Secrets that nothing refers to any longer
 * @param outdatedAttachments our attachment definitions that nothing refers to any longer, by name
 */
public record DesiredState(
        List<NetworkPlan> networks,
        List<DiskPlan> disks,
        Secret cloudInit,
        VirtualMachine virtualMachine,
        List<NodeNetwork> nodeNetworks,
        List<String> outdatedSecrets,
        List<NetworkAttachmentDefinition> outdatedAttachments) {

    /** The desired state of an owner, given the administrator's settings and what is there. */
    public static DesiredState of(MachineResource owner, Settings settings, Observed observed) {
        var networks = NetworkPlans.of(owner, settings, observed);
        var disks = DiskPlans.of(owner, settings, observed);
        var cloudInit = CloudInitSecret.of(owner, networks);
        var secrets = CloudInitSecrets.of(cloudInit.getMetadata().getName(), observed);
        var leaving = LeavingNetwork.of(networks, observed);
        return new DesiredState(
                networks,
                disks,
                cloudInit,
                VirtualMachines.of(
                        owner,
                        new MachineParts(
                                networks, leaving, disks, secrets, NodePlacement.of(owner, networks, observed))),
                DefaultNodeNetworks.of(networks, settings, observed.facts()),
                outdatedSecrets(networks, secrets, observed),
                outdatedAttachments(networks, observed));
    }

    /** Whether a VirtualMachine that is not there may be made: every network can be had. */
    public boolean mayCreate() {
        return networks.stream().allMatch(plan -> plan.obstacle().isEmpty());
    }

    /** Whether a VirtualMachine that is there may be changed: it is known what every interface is attached to. */
    public boolean mayChange() {
        return mayChange(networks);
    }

    private static boolean mayChange(List<NetworkPlan> networks) {
        return networks.stream()
                .flatMap(plan -> plan.obstacle().stream())
                .noneMatch(obstacle -> obstacle.kind() == Obstacle.Kind.UNKNOWN_ATTACHMENT);
    }

    /** Whether a VirtualMachine was written with the present cloud-init Secret, which therefore was made before it. */
    public boolean cloudInitIsRememberedBy(VirtualMachine machine) {
        return CloudInitSecrets.rememberedBy(machine)
                .contains(cloudInit.getMetadata().getName());
    }

    /** The names of all cloud-init Secrets that a VirtualMachine remembers. */
    public static List<String> cloudInitSecretsOf(VirtualMachine machine) {
        return CloudInitSecrets.rememberedBy(machine);
    }

    /** Whether whatever is there of the machine is as wanted: the next guest and the one that runs. */
    boolean isInForce(Observed observed) {
        var wanted = networks.stream()
                .flatMap(plan -> plan.attachmentName().stream())
                .collect(Collectors.toSet());
        return mayChange()
                && Stream.concat(observed.template().stream(), observed.running().stream())
                        .allMatch(spec -> attachmentsOf(Optional.of(spec)).equals(wanted)
                                && CloudInitSecrets.namedBy(spec)
                                        .anyMatch(cloudInit.getMetadata().getName()::equals));
    }

    /** What the next guest and the one that runs are plugged into. */
    static Set<String> attachments(Observed observed) {
        var names = attachmentsOf(observed.template());
        names.addAll(attachmentsOf(observed.running()));
        return names;
    }

    /** The boot disk where it is empty: allowed, for a system may be installed by hand, and worth a word. */
    public Optional<String> emptyBootDisk() {
        return disks.stream()
                .filter(plan -> plan.boots() && plan.dataVolume().isEmpty())
                .map(plan -> plan.disk().name())
                .findFirst();
    }

    /** A machine that is left as it is keeps what it refers to. */
    private static List<String> outdatedSecrets(
            List<NetworkPlan> networks, CloudInitSecrets secrets, Observed observed) {
        if (!mayChange(networks)) {
            return List.of();
        }
        return observed.virtualMachine().map(CloudInitSecrets::rememberedBy).orElse(List.of()).stream()
                .filter(name -> !secrets.inUse().contains(name))
                .toList();
    }

    private static List<NetworkAttachmentDefinition> outdatedAttachments(
            List<NetworkPlan> networks, Observed observed) {
        var needed = new HashSet<String>();
        networks.forEach(plan -> plan.attachmentName().ifPresent(needed::add));
        needed.addAll(attachmentsOf(observed.template()));
        observed.instance().ifPresent(vmi -> needed.addAll(attachmentsOf(Optional.ofNullable(vmi.getSpec()))));
        return observed.attachments().values().stream()
                .filter(attachment -> !needed.contains(attachment.getMetadata().getName()))
                .toList();
    }

    private static Set<String> attachmentsOf(Optional<InstanceSpec> spec) {
        var names = new HashSet<String>();
        spec.ifPresent(instance -> instance.networks().forEach(network -> {
            if (network.multus() != null) {
                names.add(network.multus().networkName());
            }
        }));
        return names;
    }
}
