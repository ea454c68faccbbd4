package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.controlplane.SharedControlPlane;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One test's namespace on the shared platform, with short words for what a test does there. */
final class Scene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final KubernetesClient client = SharedControlPlane.get().adminClient();
    final SimulatedPlatform platform = SharedPlatform.get();
    final String namespace;
    private final List<Cache<?>> watches = new ArrayList<>();

    private Scene(String namespace) {
        this.namespace = namespace;
    }

    static Scene open() {
        var made = SharedControlPlane.get()
                .adminClient()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withGenerateName("simulated-")
                        .endMetadata()
                        .build())
                .create();
        return new Scene(made.getMetadata().getName());
    }

    void apply(String yaml) {
        client.resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
                .inNamespace(namespace)
                .fieldManager("tester")
                .serverSideApply();
    }

    /** Changes an object as somebody with kubectl would. */
    void merge(ResourceDefinitionContext kind, String name, String json) {
        resource(kind, name).patch(PatchContext.of(PatchType.JSON_MERGE), json);
    }

    Resource<GenericKubernetesResource> resource(ResourceDefinitionContext kind, String name) {
        return client.genericKubernetesResources(kind).inNamespace(namespace).withName(name);
    }

    Tree status(ResourceDefinitionContext kind, String name) {
        GenericKubernetesResource there = resource(kind, name).get();
        return there == null ? Tree.empty() : Tree.of(there).at("status");
    }

    /** Every status that the object has had since now, in order. */
    List<Tree> record(ResourceDefinitionContext kind, String name) {
        var seen = new CopyOnWriteArrayList<Tree>();
        var cache = new Cache<>(
                client.genericKubernetesResources(kind).inNamespace(namespace).withField("metadata.name", name));
        cache.onChange(object -> seen.add(Tree.of(object).at("status").copy()));
        cache.start();
        watches.add(cache);
        return seen;
    }

    /** Waits until a recording, which comes a little after the object itself, has a status like this. */
    static void awaitRecorded(List<Tree> statuses, Predicate<Tree> wanted) {
        await("the recorded status", () -> statuses.isEmpty() ? Tree.empty() : statuses.getLast(), wanted);
    }

    /** What a field of the recorded statuses went through, without repetitions. */
    static List<String> steps(List<Tree> statuses, String field) {
        var steps = new ArrayList<String>();
        for (var status : statuses) {
            var value = status.text(field).orElse("");
            if (steps.isEmpty() || !steps.getLast().equals(value)) {
                steps.add(value);
            }
        }
        return steps;
    }

    Tree awaitMachine(String name, String printableStatus) {
        return await(
                "VirtualMachine " + name + " " + printableStatus,
                () -> status(Kinds.VIRTUAL_MACHINE, name),
                status -> status.is(printableStatus, "printableStatus"));
    }

    void awaitReady(String name) {
        await(
                "VirtualMachine " + name + " ready",
                () -> status(Kinds.VIRTUAL_MACHINE, name),
                status -> status.is("Running", "printableStatus") && status.is("true", "ready"));
    }

    /** The reasons that a condition went through, without repetitions; empty where it had none. */
    static List<String> reasons(List<Tree> statuses, String type) {
        var conditions = statuses.stream()
                .map(status -> condition(status, type))
                .filter(condition -> !condition.map().isEmpty())
                .toList();
        return steps(conditions, "reason");
    }

    static Tree condition(Tree status, String type) {
        return status.items("conditions").stream()
                .filter(c -> c.is(type, "type"))
                .findFirst()
                .orElse(Tree.empty());
    }

    /** Looks until the condition holds, or fails and says what was last seen. */
    static <T extends @Nullable Object> T await(String what, Supplier<T> look, Predicate<T> wanted) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var last = look.get();
        while (!wanted.test(last)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "%s did not come true within %d s; last seen: %s".formatted(what, PATIENCE.toSeconds(), last));
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            last = look.get();
        }
        return last;
    }

    @Override
    public void close() {
        for (var watch : watches) {
            watch.close();
        }
        client.namespaces().withName(namespace).delete();
    }
}
