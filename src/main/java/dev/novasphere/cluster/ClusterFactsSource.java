package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.MachineResource;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.StorageProfile;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What the cluster offers to every Wukong, kept up to date by a few caches that both kinds share. A project
 * that is not installed is looked for again and again, and one whose watches have broken off is looked after, so that
 * nobody has to restart the operator after installing or removing one.
 */
@ApplicationScoped
public class ClusterFactsSource {
    private static final Logger LOG = Logger.getLogger(ClusterFactsSource.class);
    private static final long LOOK_SECONDS = 10;
    /** KubeVirt's configuration stands in a namespace of its own, the rest in none. */
    private static final Scope EVERYWHERE = new Scope(Set.of());

    private static final Duration FILLING = Duration.ofMinutes(2);
    /** By these kinds a project is known to be there. */
    private static final Map<Project, List<Class<? extends HasMetadata>>> KINDS = Map.of(
            Project.KUBEVIRT, List.of(VirtualMachine.class, VirtualMachineInstance.class),
            Project.CDI, List.of(DataVolume.class),
            Project.MULTUS, List.of(NetworkAttachmentDefinition.class));

    /** Hears of a change and of the Wukongs that it may concern. */
    @FunctionalInterface
    public interface Listener {
        /** Something changed; those for which {@code concerned} holds want another look. */
        void changed(Predicate<MachineResource> concerned);
    }

    /**
     * A controller's watch on the children of a kind.
     *
     * @param owner kind of the owners
     * @param type kind of the children
     */
    record Watch(Class<? extends MachineResource> owner, Class<? extends HasMetadata> type) {}

    private final KubernetesClient client;
    private final NodeCaches nodes;
    private final KindCache<KubeVirt> kubeVirts;
    private final KindCache<StorageClass> storageClasses;
    private final KindCache<StorageProfile> profiles;
    private final KindCache<NetworkAttachmentDefinition> attachments;
    private final Set<Project> installed = Collections.synchronizedSet(EnumSet.noneOf(Project.class));
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> nodeListeners = new CopyOnWriteArrayList<>();
    private final Listeners<AddressLease> leaseListeners = new Listeners<>();
    private final Map<Watch, BooleanSupplier> watches = new ConcurrentHashMap<>();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("installed-projects").daemon().factory());
    private volatile ClusterFacts facts = ClusterFacts.NONE;

    /** Reads what is there and goes on watching; returns when every cache is filled. */
    public ClusterFactsSource(KubernetesClient client, Scope scope) {
        this.client = client;
        nodes = new NodeCaches(client, this::nodesChanged, this::namespaceChanged, leaseListeners);
        kubeVirts = new KindCache<>(client, KubeVirt.class, EVERYWHERE, new EveryChange<>(kubeVirt -> refresh()));
        storageClasses =
                new KindCache<>(client, StorageClass.class, EVERYWHERE, new EveryChange<>(offered -> refresh()));
        profiles = new KindCache<>(client, StorageProfile.class, EVERYWHERE, new EveryChange<>(profile -> refresh()));
        attachments = new KindCache<>(
                client, NetworkAttachmentDefinition.class, scope, new EveryChange<>(this::attachmentChanged));
        look();
        var _ = looker.scheduleWithFixedDelay(this::lookAgain, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** What the cluster offers at present. */
    public ClusterFacts facts() {
        return facts;
    }

    /** Somebody's attachment definition, from the cache. */
    Optional<NetworkAttachmentDefinition> attachment(String namespace, String name) {
        return attachments.get(namespace, name);
    }

    /** The nodes, and what is known of their networks. */
    NodeCaches nodes() {
        return nodes;
    }

    /** All attachment definitions, whoever made them. */
    List<NetworkAttachmentDefinition> attachments() {
        return attachments.all();
    }

    /** Tells somebody of every later change of nodes and of their networks. */
    void addNodeListener(Runnable listener) {
        nodeListeners.add(listener);
    }

    /** Tells somebody of every later change of a lease. */
    void addLeaseListener(ResourceEventHandler<AddressLease> listener) {
        leaseListeners.add(listener);
    }

    /** Tells those for which this holds to look again. */
    void wake(Predicate<MachineResource> concerned) {
        tell(concerned);
    }

    /** Tells everybody to look again. */
    public void wakeAll() {
        tellAll();
    }

    /** Takes the state of a watch as a sign of life: while it stands, its kind need not be asked for. */
    void begun(Watch watch, BooleanSupplier stands) {
        watches.put(watch, stands);
    }

    /** Forgets a watch that was given up. */
    void ended(Watch watch) {
        watches.remove(watch);
    }

    /** Tells a listener of every later change. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    @PreDestroy
    void stop() {
        looker.shutdownNow();
        caches().forEach(KindCache::stop);
    }

    private void lookAgain() {
        try {
            look();
        } catch (RuntimeException e) { // Another kind would end the looking for good.
            LOG.warnf("The API server did not say which kinds are installed (%s). Trying again.", e.getMessage());
        }
    }

    private void look() {
        for (var project : KINDS.keySet()) {
            if (!installed.contains(project)) {
                if (isServed(project)) {
                    installed.add(project);
                    LOG.infof("%s is installed.", project);
                }
            } else if (hasBroken(project) && !isServed(project)) {
                installed.remove(project);
                LOG.warnf("%s is not installed any longer.", project);
            }
        }
        caches().forEach(KindCache::look);
        caches().forEach(cache -> cache.awaitFilled(FILLING));
        refresh();
    }

    private boolean isServed(Project project) {
        return KINDS.getOrDefault(project, List.of()).stream().allMatch(client::supports);
    }

    private boolean hasBroken(Project project) {
        var kinds = KINDS.getOrDefault(project, List.of());
        return watches.entrySet().stream()
                .anyMatch(entry -> kinds.contains(entry.getKey().type())
                        && !entry.getValue().getAsBoolean());
    }

    private List<KindCache<?>> caches() {
        return Stream.concat(nodes.all().stream(), Stream.of(kubeVirts, storageClasses, profiles, attachments))
                .toList();
    }

    private synchronized void refresh() {
        var now = FactsFromObjects.of(
                present(), nodes, kubeVirts.all(), StorageFromObjects.of(storageClasses.all(), profiles.all()));
        if (!now.equals(facts)) {
            var before = facts;
            facts = now;
            if (before.has(Project.NMSTATE) != now.has(Project.NMSTATE)) {
                nmStateChanged(now.has(Project.NMSTATE));
            }
            tellAll();
        }
    }

    /** Kinds that come without objects, and caches that are dropped, make no event. */
    private void nmStateChanged(boolean isThere) {
        if (isThere) {
            LOG.infof("%s is installed.", Project.NMSTATE);
        } else {
            LOG.warnf("%s is not installed any longer.", Project.NMSTATE);
        }
        nodeListeners.forEach(Runnable::run);
    }

    private Set<Project> present() {
        var present = new HashSet<>(new ArrayList<>(installed));
        if (nodes.nmStateIsThere()) {
            present.add(Project.NMSTATE);
        }
        return present;
    }

    private void nodesChanged() {
        refresh();
        nodeListeners.forEach(Runnable::run);
    }

    private void namespaceChanged(String namespace) {
        tell(machine -> namespace.equals(machine.namespace()));
    }

    private void tellAll() {
        tell(everyone -> true);
    }

    private void tell(Predicate<MachineResource> concerned) {
        listeners.forEach(listener -> listener.changed(concerned));
    }

    private void attachmentChanged(NetworkAttachmentDefinition attachment) {
        var namespace = attachment.getMetadata().getNamespace();
        var name = attachment.getMetadata().getName();
        tell(machine -> Objects.equals(machine.namespace(), namespace)
                && machine.getSpec().networks().stream().anyMatch(network -> name.equals(network.nadName())));
    }
}
