package dev.novasphere.golden;

import static java.util.stream.Collectors.toMap;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.ObservedDisk;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objects of a case, sorted into the places where the operator's reader would put them. */
final class ObservedObjects {
    private ObservedObjects() {}

    static Observed of(MachineResource owner, List<HasMetadata> objects, ClusterFacts facts) {
        var named = owner.getSpec().networks().stream()
                .map(Network::nadName)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Observed(
                of(VirtualMachine.class, objects).findFirst(),
                of(VirtualMachineInstance.class, objects).findFirst(),
                byName(of(NetworkAttachmentDefinition.class, objects).filter(nad -> Labels.belongsTo(nad, owner))),
                byName(of(NetworkAttachmentDefinition.class, objects)
                        .filter(nad -> named.contains(nad.getMetadata().getName()))),
                disks(objects),
                Optional.of(Map.of("kubernetes.io/metadata.name", owner.namespace())),
                facts,
                new Leases(of(AddressLease.class, objects).toList(), List.of()));
    }

    private static Map<String, ObservedDisk> disks(List<HasMetadata> objects) {
        return objects.stream()
                .flatMap(object -> Labels.value(object, Labels.DISK).stream())
                .distinct()
                .collect(toMap(
                        Function.identity(),
                        disk -> new ObservedDisk(
                                of(DataVolume.class, objects)
                                        .filter(labelled(disk))
                                        .findFirst(),
                                of(PersistentVolumeClaim.class, objects)
                                        .filter(labelled(disk))
                                        .findFirst())));
    }

    private static Predicate<HasMetadata> labelled(String disk) {
        return object -> Labels.value(object, Labels.DISK).equals(Optional.of(disk));
    }

    private static <T extends HasMetadata> Stream<T> of(Class<T> kind, List<HasMetadata> objects) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static <T extends HasMetadata> Map<String, T> byName(Stream<T> objects) {
        return objects.collect(toMap(object -> object.getMetadata().getName(), Function.identity()));
    }
}
