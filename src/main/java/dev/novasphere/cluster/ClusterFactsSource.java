package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.StorageProfile;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * What the cluster offers to every Wukong, kept up to date by a few caches that both kinds share. A project
 * that is not installed is looked for again and again, so that nobody has to restart the operator after installing one.
 */
@ApplicationScoped
public class ClusterFactsSource {
    private static final Logger LOG = Logger.getLogger(ClusterFactsSource.class);
    private static final long LOOK_SECONDS = 10;
    /** KubeVirt's configuration stands in a namespace of its own, the rest in none. */
    private static final Scope EVERYWHERE = new Scope(Set.of());

    /** Hears of a change and of the Wukongs that it may concern. */
    @FunctionalInterface
    public interface Listener {
        /** Something changed; those for which {@code concerned} holds want another look. */
        void changed(Predicate<MachineResource> concerned);
    }

    private final KubernetesClient client;
    private final OptionalInformer<Node> nodes;
    private final OptionalInformer<KubeVirt> kubeVirts;
    private final OptionalInformer<StorageClass> storageClasses;
    private final OptionalInformer<StorageProfile> profiles;
    private final OptionalInformer<NetworkAttachmentDefinition> attachments;
    private final Set<Project> installed = Collections.synchronizedSet(EnumSet.noneOf(Project.class));
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("installed-projects").daemon().factory());
    private volatile ClusterFacts facts = ClusterFacts.NONE;

    /** Reads what is there and goes on watching; returns when every cache is filled. */
    public ClusterFactsSource(KubernetesClient client, Scope scope) {
        this.client = client;
        nodes = new OptionalInformer<>(client, Node.class, EVERYWHERE, new EveryChange<>(node -> refresh()));
        kubeVirts =
                new OptionalInformer<>(client, KubeVirt.class, EVERYWHERE, new EveryChange<>(kubeVirt -> refresh()));
        storageClasses =
                new OptionalInformer<>(client, StorageClass.class, EVERYWHERE, new EveryChange<>(offered -> refresh()));
        profiles = new OptionalInformer<>(
                client, StorageProfile.class, EVERYWHERE, new EveryChange<>(profile -> refresh()));
        attachments = new OptionalInformer<>(
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

    /** Tells a listener of every later change. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    @PreDestroy
    void stop() {
        looker.shutdownNow();
        informers().forEach(OptionalInformer::stop);
    }

    private void lookAgain() {
        try {
            look();
        } catch (KubernetesClientException e) {
            LOG.warnf("The API server did not say which kinds are installed (%s). Trying again.", e.getMessage());
        }
    }

    private void look() {
        var seen = new EnumMap<Project, Class<? extends HasMetadata>>(Project.class);
        seen.put(Project.KUBEVIRT, VirtualMachine.class);
        seen.put(Project.CDI, DataVolume.class);
        seen.put(Project.MULTUS, NetworkAttachmentDefinition.class);
        seen.forEach((project, kind) -> {
            if (!installed.contains(project) && client.supports(kind)) {
                installed.add(project);
                LOG.infof("%s is installed.", project);
            }
        });
        informers().forEach(OptionalInformer::startIfInstalled);
        refresh();
    }

    private List<OptionalInformer<?>> informers() {
        return List.of(nodes, kubeVirts, storageClasses, profiles, attachments);
    }

    private synchronized void refresh() {
        var now = FactsFromObjects.of(
                Set.copyOf(new ArrayList<>(installed)),
                nodes.all(),
                kubeVirts.all(),
                StorageFromObjects.of(storageClasses.all(), profiles.all()));
        if (!now.equals(facts)) {
            facts = now;
            listeners.forEach(listener -> listener.changed(everyone -> true));
        }
    }

    private void attachmentChanged(NetworkAttachmentDefinition attachment) {
        var namespace = attachment.getMetadata().getNamespace();
        var name = attachment.getMetadata().getName();
        listeners.forEach(listener -> listener.changed(machine -> Objects.equals(machine.namespace(), namespace)
                && machine.getSpec().networks().stream().anyMatch(network -> name.equals(network.nadName()))));
    }
}
