package dev.novasphere.testkit.operator;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A namespace of a test's own, and what its user does and sees there. */
public final class Tenant {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final KubernetesClient client;
    private final String namespace;

    private Tenant(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Makes a namespace whose name begins with a word that says what the test is about. */
    public static Tenant of(KubernetesClient client, String word) {
        return in(client, word + "-" + COUNT.incrementAndGet());
    }

    /** A namespace of exactly this name, made where it is not there; for YAML that names one. */
    public static Tenant in(KubernetesClient client, String namespace) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .fieldManager("kubectl")
                .forceConflicts()
                .serverSideApply();
        return new Tenant(client, namespace);
    }

    /** The namespace. */
    public String namespace() {
        return namespace;
    }

    /** Applies a YAML text as {@code kubectl apply --server-side} does, into this namespace. */
    public GenericKubernetesResource apply(String yaml) {
        var object = client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
        object.getMetadata().setNamespace(namespace);
        return client.resource(object).fieldManager("kubectl").forceConflicts().serverSideApply();
    }

    /** Waits until a Wukong's status is as wanted, and returns the Wukong. */
    public Wukong waitFor(String name, String what, Predicate<WukongStatus> wanted) throws Exception {
        return waitFor(Wukong.class, name, what, wanted);
    }

    /** Waits until a machine's status is as wanted, and returns the machine. */
    public <T extends MachineResource> T waitFor(
            Class<T> kind, String name, String what, Predicate<WukongStatus> wanted) throws Exception {
        return Eventually.see(
                        "%s %s in %s: %s".formatted(HasMetadata.getKind(kind), name, namespace, what),
                        PATIENCE,
                        () -> get(kind, name).map(Seen::new),
                        seen -> seen.map(Seen::status).filter(wanted).isPresent())
                .orElseThrow()
                .machine();
    }

    /** A machine that prints as its status, which is what one wants to know when it is not as wanted. */
    private record Seen<T extends MachineResource>(T machine) {
        WukongStatus status() {
            return Optional.ofNullable(machine.getStatus()).orElse(WukongStatus.NONE);
        }

        @Override
        public String toString() {
            return status().toString();
        }
    }

    /** Waits until a Wukong runs and is Ready. */
    public Wukong waitForRunning(String name) throws Exception {
        return waitFor(name, "Running and Ready", Tenant::isRunning);
    }

    /** Deletes an object and waits until it is gone. */
    public void delete(Class<? extends HasMetadata> kind, String name) throws Exception {
        askToDelete(kind, name, DeletionPropagation.BACKGROUND);
        waitUntilGone(kind, name);
    }

    /** Asks for an object's deletion and returns at once. */
    public void askToDelete(Class<? extends HasMetadata> kind, String name, DeletionPropagation propagation) {
        client.resources(kind)
                .inNamespace(namespace)
                .withName(name)
                .withPropagationPolicy(propagation)
                .delete();
    }

    /** Waits until an object is gone. */
    public void waitUntilGone(Class<? extends HasMetadata> kind, String name) throws Exception {
        Eventually.see(
                HasMetadata.getKind(kind) + " " + name + " is gone",
                PATIENCE,
                () -> get(kind, name),
                Optional::isEmpty);
    }

    /** An object of this namespace. */
    public <T extends HasMetadata> Optional<T> get(Class<T> kind, String name) {
        return Optional.ofNullable(
                client.resources(kind).inNamespace(namespace).withName(name).get());
    }

    /** The client of an administrator. */
    public KubernetesClient client() {
        return client;
    }

    /** Whether a status says Running and Ready. */
    public static boolean isRunning(WukongStatus status) {
        return "Running".equals(status.phase()) && is(status, "Ready", "True");
    }

    /** Whether a condition has a status. */
    public static boolean is(WukongStatus status, String condition, String value) {
        return status.condition(condition)
                .filter(found -> found.getStatus().equals(value))
                .isPresent();
    }

    /** Whether a condition has a reason. */
    public static boolean because(WukongStatus status, String condition, String reason) {
        return status.condition(condition)
                .filter(found -> found.getReason().equals(reason))
                .isPresent();
    }

    /** What a person reads of a condition: status, reason and message. */
    public static String read(WukongStatus status, String condition) {
        return status.condition(condition)
                .map(found -> found.getStatus() + " " + found.getReason() + ": " + found.getMessage())
                .orElse("no condition " + condition);
    }
}
