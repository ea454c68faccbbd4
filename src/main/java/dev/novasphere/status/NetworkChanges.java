package dev.novasphere.status;

import dev.novasphere.external.InstanceNetwork;
import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.InstanceVolume;
import dev.novasphere.external.MachineInterface;
import dev.novasphere.external.ObservedCondition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a change of networks has not reached the running guest. KubeVirt plugs interfaces of a bridge and of SR-IOV, and
 * unplugs those of a bridge; some of it by a live migration.
 *
 * @param waiting what takes a restart, whatever KubeVirt says
 * @param leaving what is being unplugged
 * @param before what stays as it was where KubeVirt asks for a restart
 */
record NetworkChanges(List<String> waiting, List<String> leaving, List<String> before) {
    private static final NetworkChanges NONE = new NetworkChanges(List.of(), List.of(), List.of());

    static NetworkChanges of(Situation s) {
        var wanted = s.desired()
                .flatMap(desired ->
                        Optional.ofNullable(desired.virtualMachine().getSpec().template()))
                .map(template -> template.spec());
        // A guest has at least one interface; of one without any nothing is known.
        return s.observed()
                .running()
                .filter(running -> wanted.isPresent() && !running.interfaces().isEmpty())
                .map(running -> of(s, running, wanted.orElseThrow()))
                .orElse(NONE);
    }

    private static NetworkChanges of(Situation s, InstanceSpec running, InstanceSpec wanted) {
        var leaving = leaving(running, wanted);
        var coming = missing(wanted, running);
        return new NetworkChanges(
                Stream.of(
                                leaving.isEmpty() && coming.isEmpty() ? Stream.<String>empty() : blocked(s),
                                missing(running, wanted).stream().map(NetworkChanges::stays),
                                coming.stream()
                                        .filter(nic -> nic.bridge() == null && nic.sriov() == null)
                                        .map(NetworkChanges::isNotIn))
                        .flatMap(sentences -> sentences)
                        .toList(),
                leaving,
                Stream.concat(
                                wanted.networks().stream()
                                        .filter(network ->
                                                running.networks().stream().anyMatch(there -> differs(network, there)))
                                        .map(network -> "The running guest stays connected to network \"%s\" as before."
                                                .formatted(network.name())),
                                cloudInit(running).equals(cloudInit(wanted))
                                        ? Stream.empty()
                                        : Stream.of("The running guest has the cloud-init data of its start."))
                        .toList());
    }

    /** With the networks goes what cloud-init is told of them. */
    private static List<InstanceVolume.NoCloud> cloudInit(InstanceSpec spec) {
        return spec.volumes().stream()
                .flatMap(volume -> Stream.ofNullable(volume.cloudInitNoCloud()))
                .toList();
    }

    private static List<String> leaving(InstanceSpec running, InstanceSpec wanted) {
        var again = running.interfaces().stream()
                .filter(nic -> nic.leaves() && wanted.interfaces().stream().anyMatch(other -> isKept(other, nic)))
                .map(nic -> "Network \"%s\" is plugged in anew as soon as it is out of the running guest."
                        .formatted(nic.name()));
        var away = wanted.interfaces().stream()
                .filter(MachineInterface::leaves)
                .map(nic -> "Network \"%s\" is being taken out of the running guest.".formatted(nic.name()));
        return Stream.concat(away, again).toList();
    }

    private static boolean isKept(MachineInterface wanted, MachineInterface there) {
        return wanted.name().equals(there.name()) && !wanted.leaves();
    }

    /** The interfaces of the one that the other has not. */
    private static List<MachineInterface> missing(InstanceSpec one, InstanceSpec other) {
        var there = other.interfaces().stream().map(MachineInterface::name).toList();
        return one.interfaces().stream()
                .filter(nic -> !there.contains(nic.name()))
                .toList();
    }

    private static boolean differs(InstanceNetwork wanted, InstanceNetwork there) {
        return wanted.name().equals(there.name()) && !wanted.equals(there);
    }

    private static String stays(MachineInterface nic) {
        return "Network \"%s\" stays in the running guest, because KubeVirt takes out interfaces of a bridge only."
                .formatted(nic.name());
    }

    private static String isNotIn(MachineInterface nic) {
        return "Network \"%s\" is not in the running guest, because KubeVirt adds interfaces of a bridge and of SR-IOV only."
                .formatted(nic.name());
    }

    /** Without a controller for dynamic networks beside Multus the pod changes by a migration, which not every guest can do. */
    private static Stream<String> blocked(Situation s) {
        return s.instanceCondition("MigrationRequired").filter(ObservedCondition::holds).stream()
                .flatMap(due -> s.instanceCondition("LiveMigratable").filter(ObservedCondition::fails).stream())
                .map(why -> "A change of networks takes a live migration, which KubeVirt refuses: %s"
                        .formatted(Words.sentence(why.text())));
    }
}
