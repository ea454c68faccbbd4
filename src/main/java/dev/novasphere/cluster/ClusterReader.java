package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import dev.novasphere.desired.Labels;
import dev.novasphere.desired.Names;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.ObservedDisk;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
    /** After that long at the latest the caches show what we wrote; one that does not has lost it to somebody. */
    public static final Duration BEHIND = RecentWrites.TRUST;

    private final ClusterFactsSource facts;
    private final RecentWrites recent;

    /** Reads from the caches of the controller and from those that all controllers share. */
    public ClusterReader(ClusterFactsSource facts, RecentWrites recent) {
        this.facts = facts;
        this.recent = recent;
    }

    /** Whether a cache does not show yet what we wrote. */
    public boolean isBehind(MachineResource owner) {
        return recent.isWaitingFor(owner);
    }

    /** Everything that is known about a Wukong's children; {@link LeaseKeeper} adds its addresses. */
    public Observed read(MachineResource owner, Context<? extends MachineResource> context) {
        var name = Names.virtualMachine(owner);
        return new Observed(
                one(VirtualMachine.class, owner, name, context),
                one(VirtualMachineInstance.class, owner, name, context),
                ours(children(NetworkAttachmentDefinition.class, owner, context), owner)
                        .collect(byName()),
                named(owner),
                disks(owner, context),
                facts.nodes().namespaceLabels(owner.namespace()),
                facts.facts(),
                Leases.NONE);
    }

    private <T extends HasMetadata> Stream<T> children(Class<T> type, MachineResource owner, Context<?> context) {
        return recent.complete(owner, type, Watches.cached(type, context));
    }

    private <T extends HasMetadata> Optional<T> one(
            Class<T> type, MachineResource owner, String name, Context<?> context) {
        return ours(children(type, owner, context), owner)
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
    private Map<String, ObservedDisk> disks(MachineResource owner, Context<?> context) {
        var volumes = byDisk(children(DataVolume.class, owner, context), owner);
        var claims = byDisk(children(PersistentVolumeClaim.class, owner, context), owner);
        var names = new HashSet<>(volumes.keySet());
        names.addAll(claims.keySet());
        var disks = new HashMap<String, ObservedDisk>();
        names.forEach(name -> disks.put(
                name, new ObservedDisk(Optional.ofNullable(volumes.get(name)), Optional.ofNullable(claims.get(name)))));
        return disks;
    }

    private static <T extends HasMetadata> Map<String, T> byDisk(Stream<T> objects, MachineResource owner) {
        var wanted = owner.getSpec().disks().stream()
                .collect(Collectors.toMap(
                        disk -> Names.claim(owner, disk.name()), disk -> disk.name(), (one, other) -> one));
        var disks = new HashMap<String, T>();
        objects.filter(object -> Labels.wasMadeFor(object, owner))
                .forEach(object -> Optional.ofNullable(
                                wanted.get(object.getMetadata().getName()))
                        .or(() -> detached(object, owner))
                        .ifPresent(disk -> disks.put(disk, object)));
        return disks;
    }

    private static Optional<String> detached(HasMetadata object, MachineResource owner) {
        return Labels.value(object, Labels.DISK)
                .filter(disk -> Labels.belongsTo(object, owner)
                        && object.getMetadata().getName().equals(Names.claim(owner, disk)));
    }
}
