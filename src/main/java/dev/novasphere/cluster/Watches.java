package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.cluster.ClusterFactsSource.Watch;
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
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The caches of a controller's children, and what wakes it. Only children of our labels are held in memory. */
public final class Watches {
    private static final Logger LOG = Logger.getLogger(Watches.class);

    private record Watched(Class<? extends HasMetadata> type, Optional<Project> project) {
        Watched(Class<? extends HasMetadata> type, Project project) {
            this(type, Optional.of(project));
        }

        boolean isServed(ClusterFacts facts) {
            return project.map(facts::has).orElse(true);
        }
    }

    /** KubeVirt hands the template's labels to the instance, CDI a DataVolume's to its claim: both are found by label. */
    private static final List<Watched> CHILDREN = List.of(
            new Watched(PersistentVolumeClaim.class, Optional.empty()),
            new Watched(VirtualMachine.class, Project.KUBEVIRT),
            new Watched(VirtualMachineInstance.class, Project.KUBEVIRT),
            new Watched(DataVolume.class, Project.CDI),
            new Watched(NetworkAttachmentDefinition.class, Project.MULTUS));

    /** Two passes at once would each make an event source anew, and the second stop that of the first. */
    private static final ReentrantLock CHANGES = new ReentrantLock();

    private Watches() {}

    /** Whether a kind is one of our children's, whose informer {@link #follow} makes anew when it has ended. */
    public static boolean areRenewed(Class<?> type) {
        return CHILDREN.stream().anyMatch(watched -> watched.type().equals(type));
    }

    /** The event sources that can be started now: claims, and the kinds of the projects that are installed. */
    public static <P extends MachineResource> List<EventSource<?, P>> atStart(
            EventSourceContext<P> context, ClusterFactsSource facts) {
        var sources = new ArrayList<EventSource<?, P>>();
        CHILDREN.stream()
                .filter(watched -> watched.isServed(facts.facts()))
                .forEach(watched -> sources.add(children(watched.type(), context, facts)));
        sources.add(wakenBy(facts, context));
        return sources;
    }

    /**
     * Brings the event sources in line with what is installed. One whose project has gone is given up with all that it
     * remembers, and one that has ended for whatever reason is made anew; returns when the new ones are filled.
     */
    public static <P extends MachineResource> void follow(Context<P> context, ClusterFactsSource facts) {
        if (CHILDREN.stream().allMatch(watched -> isInLine(watched, context, facts))) {
            return;
        }
        CHANGES.lock();
        try {
            CHILDREN.stream()
                    .filter(watched -> !isInLine(watched, context, facts))
                    .forEach(watched -> renew(watched, context, facts));
        } finally {
            CHANGES.unlock();
        }
    }

    private static boolean isInLine(Watched watched, Context<?> context, ClusterFactsSource facts) {
        return watched.isServed(facts.facts())
                ? isWatched(watched.type(), context)
                : context.eventSourceRetriever()
                        .getEventSourcesFor(watched.type())
                        .isEmpty();
    }

    private static <P extends MachineResource> void renew(
            Watched watched, Context<P> context, ClusterFactsSource facts) {
        var retriever = context.eventSourceRetriever();
        var name = HasMetadata.getKind(watched.type());
        if (retriever.dynamicallyDeRegisterEventSource(name).isPresent()) {
            LOG.infof("The watch on %s is given up.", name);
            facts.ended(new Watch(context.getPrimaryResource().getClass(), watched.type()));
        }
        if (watched.isServed(facts.facts())) {
            retriever.dynamicallyRegisterEventSource(
                    children(watched.type(), retriever.eventSourceContextForDynamicRegistration(), facts));
            LOG.infof("%s is watched now.", name);
        }
    }

    /** The children of a kind in the cache; none where the kind is not installed. */
    static <T extends HasMetadata> Stream<T> cached(Class<T> type, Context<?> context) {
        return isWatched(type, context) ? context.getSecondaryResourcesAsStream(type) : Stream.empty();
    }

    /** Whether a cache of the kind is there and filled. */
    private static boolean isWatched(Class<? extends HasMetadata> type, Context<?> context) {
        return context.eventSourceRetriever().getEventSourcesFor(type).stream()
                .anyMatch(source -> source instanceof InformerEventSource<?, ?> informers
                        && informers.isRunning()
                        && informers.getStatus() == Status.HEALTHY);
    }

    private static <R extends HasMetadata, P extends MachineResource> EventSource<R, P> children(
            Class<R> type, EventSourceContext<P> context, ClusterFactsSource facts) {
        var primary = context.getPrimaryResourceClass();
        var configuration = InformerEventSourceConfiguration.from(type, primary)
                .withName(HasMetadata.getKind(type))
                .withLabelSelector(Labels.selectorOf(HasMetadata.getKind(primary)))
                .withSecondaryToPrimaryMapper(Watches::owner)
                // With its default, JOSDK 5.3 loses a foreign change that lands while we write: see docs/decisions.
                .withComparableResourceVersion(false)
                .build();
        var source = new InformerEventSource<>(configuration, context);
        facts.begun(new Watch(primary, type), () -> stands(source));
        return source;
    }

    /** Whether its watches stand; one that is not filled yet says nothing. */
    private static boolean stands(InformerEventSource<?, ?> source) {
        return !source.isRunning()
                || source.informerHealthIndicators().values().stream().allMatch(InformerHealthIndicator::isWatching);
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
