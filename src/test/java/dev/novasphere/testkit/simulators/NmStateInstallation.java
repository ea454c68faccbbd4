package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Starts NMState's actors once its three kinds are served, and not before: a watch of what is not there is an error. */
final class NmStateInstallation implements AutoCloseable {

    private static final String GROUP = ".nmstate.io";
    private static final List<String> PLURALS =
            List.of(Kinds.NODE_POLICY.getPlural(), Kinds.ENACTMENT.getPlural(), Kinds.NODE_STATE.getPlural());
    private static final Key ONLY = new Key("", "nmstate");

    /** One of the actors, to be closed in the end. */
    interface Actor extends AutoCloseable {
        @Override
        void close();
    }

    private final NmStateObjects objects;
    private final Supplier<List<? extends Actor>> actors;
    private final Cache<CustomResourceDefinition> definitions;
    private final List<Actor> running = new CopyOnWriteArrayList<>();
    private final WorkQueue queue = new WorkQueue("nmstate-installation", _ -> pass());

    NmStateInstallation(NmStateObjects objects, Supplier<List<? extends Actor>> actors) {
        this.objects = objects;
        this.actors = actors;
        this.definitions = new Cache<>(objects.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withField("metadata.name", PLURALS.getLast() + GROUP));
    }

    void begin() {
        pass();
        if (!isDone()) {
            definitions.onChange(_ -> queue.add(ONLY));
            definitions.start();
        }
    }

    boolean isDone() {
        return !running.isEmpty();
    }

    private void pass() {
        if (isDone() || definition(PLURALS.getLast()).isEmpty()) {
            return;
        }
        if (PLURALS.stream().allMatch(this::isServed)) {
            new AdmissionPolicy(objects.client).installNmState();
            objects.start();
            running.addAll(actors.get());
        } else {
            queue.addAfter(ONLY, Duration.ofMillis(100)); // The others come with it, in no order.
        }
    }

    private Optional<CustomResourceDefinition> definition(String plural) {
        return Optional.ofNullable(objects.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(plural + GROUP)
                .get());
    }

    private boolean isServed(String plural) {
        return definition(plural).map(CustomResourceDefinition::getStatus).stream()
                .flatMap(status -> Stream.ofNullable(status.getConditions()).flatMap(List::stream))
                .anyMatch(
                        condition -> "Established".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    @Override
    public void close() {
        queue.close();
        definitions.close();
        running.forEach(Actor::close);
    }
}
