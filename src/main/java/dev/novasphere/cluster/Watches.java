package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The caches of a controller's children, and what wakes it. Only children of our labels are held in memory. */
public final class Watches {
    private record Watched(Class<? extends HasMetadata> type, Project project) {}

    /** KubeVirt hands the template's labels to the instance, CDI a DataVolume's to its claim: both are found by label. */
    private static final List<Watched> OPTIONAL = List.of(
            new Watched(VirtualMachine.class, Project.KUBEVIRT),
            new Watched(VirtualMachineInstance.class, Project.KUBEVIRT),
            new Watched(DataVolume.class, Project.CDI),
            new Watched(NetworkAttachmentDefinition.class, Project.MULTUS));

    private Watches() {}

    /** The event sources that can be started now: claims, and the kinds of the projects that are installed. */
    public static <P extends MachineResource> List<EventSource<?, P>> atStart(
            EventSourceContext<P> context, ClusterFactsSource facts) {
        var sources = new ArrayList<EventSource<?, P>>();
        sources.add(children(PersistentVolumeClaim.class, context));
        OPTIONAL.stream()
                .filter(watched -> facts.facts().has(watched.project()))
                .forEach(watched -> sources.add(children(watched.type(), context)));
        sources.add(wakenBy(facts, context));
        return sources;
    }

    /** Starts the event sources of the projects that were installed since. */
    public static <P extends MachineResource> void addMissing(Context<P> context, ClusterFacts facts) {
        OPTIONAL.stream()
                .filter(watched -> facts.has(watched.project()) && !isWatched(watched.type(), context))
                .forEach(watched -> {
                    var retriever = context.eventSourceRetriever();
                    retriever.dynamicallyRegisterEventSource(
                            children(watched.type(), retriever.eventSourceContextForDynamicRegistration()));
                });
    }

    /** The children of a kind in the cache; none where the kind is not installed. */
    static <T extends HasMetadata> Stream<T> cached(Class<T> type, Context<?> context) {
        return isWatched(type, context) ? context.getSecondaryResourcesAsStream(type) : Stream.empty();
    }

    private static boolean isWatched(Class<?> type, Context<?> context) {
        return !context.eventSourceRetriever().getEventSourcesFor(type).isEmpty();
    }

    private static <R extends HasMetadata, P extends MachineResource> EventSource<R, P> children(
            Class<R> type, EventSourceContext<P> context) {
        var primary = context.getPrimaryResourceClass();
        var configuration = InformerEventSourceConfiguration.from(type, primary)
                .withName(HasMetadata.getKind(type))
                .withLabelSelector(Labels.selectorOf(HasMetadata.getKind(primary)))
                .withSecondaryToPrimaryMapper(Watches::owner)
                // With its default, JOSDK 5.3 loses a foreign change that lands while we write: see docs/decisions.
                .withComparableResourceVersion(false)
                .build();
        return new InformerEventSource<>(configuration, context);
    }

    private static Set<ResourceID> owner(HasMetadata child) {
        return Labels.value(child, Labels.NAME)
                .map(name -> Set.of(new ResourceID(name, child.getMetadata().getNamespace())))
                .orElse(Set.of());
    }

    private static <P extends MachineResource> EventSource<?, P> wakenBy(
            ClusterFactsSource facts, EventSourceContext<P> context) {
        var source = new SimpleInboundEventSource<P>("cluster-facts");
        var primaries = context.getPrimaryCache();
        facts.addListener(concerned -> primaries
                .list(concerned::test)
                .forEach(machine -> source.propagateEvent(ResourceID.fromResource(machine))));
        return source;
    }
}
