package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.desired.Labels;
import dev.novasphere.desired.Names;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.ObservedDisk;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads caches and nothing else: a reconcile makes no request to find out what is there. */
@ApplicationScoped
public class ClusterReader {
    private final ClusterFactsSource facts;

    /** Reads from the caches of the controller and from those that all controllers share. */
    public ClusterReader(ClusterFactsSource facts) {
        this.facts = facts;
    }

    /** Everything that is known about a Wukong's children. */
    public Observed read(MachineResource owner, Context<? extends MachineResource> context) {
        var name = Names.virtualMachine(owner);
        return new Observed(
                one(VirtualMachine.class, owner, name, context),
                one(VirtualMachineInstance.class, owner, name, context),
                ours(Watches.cached(NetworkAttachmentDefinition.class, context), owner)
                        .collect(byName()),
                named(owner),
                disks(owner, context),
                facts.facts());
    }

    private static <T extends HasMetadata> Optional<T> one(
            Class<T> type, MachineResource owner, String name, Context<?> context) {
        return ours(Watches.cached(type, context), owner)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }

    private static <T extends HasMetadata> Stream<T> ours(Stream<T> objects, MachineResource owner) {
        return objects.filter(object -> Labels.belongsTo(object, owner));
    }

    private static <T extends HasMetadata> Collector<T, ?, Map<String, T>> byName() {
        return Collectors.toMap(object -> object.getMetadata().getName(), Function.identity());
    }

    private Map<String, NetworkAttachmentDefinition> named(MachineResource owner) {
        return owner.getSpec().networks().stream()
                .map(Network::nadName)
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(name -> facts.attachment(owner.namespace(), name).stream())
                .collect(byName());
    }

    /**
     * Disks in the spec, whoever left them here, and those of ours that are no longer in it. CDI's own claims carry our
     * labels as well, but not the name of a disk.
     */
    private static Map<String, ObservedDisk> disks(MachineResource owner, Context<?> context) {
        var volumes = byDisk(Watches.cached(DataVolume.class, context), owner);
        var claims = byDisk(Watches.cached(PersistentVolumeClaim.class, context), owner);
        var names = new HashSet<>(volumes.keySet());
        names.addAll(claims.keySet());
        var disks = new HashMap<String, ObservedDisk>();
        names.forEach(name -> disks.put(
                name, new ObservedDisk(Optional.ofNullable(volumes.get(name)), Optional.ofNullable(claims.get(name)))));
        return disks;
    }

    private static <T extends HasMetadata> Map<String, T> byDisk(Stream<T> objects, MachineResource owner) {
        var wanted = owner.getSpec().disks().stream().map(disk -> disk.name()).collect(Collectors.toSet());
        var disks = new HashMap<String, T>();
        objects.filter(object -> Labels.wasMadeFor(object, owner))
                .forEach(object -> Labels.value(object, Labels.DISK)
                        .filter(disk -> object.getMetadata().getName().equals(Names.claim(owner, disk)))
                        .filter(disk -> wanted.contains(disk) || Labels.belongsTo(object, owner))
                        .ifPresent(disk -> disks.put(disk, object)));
        return disks;
    }
}
