package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What somebody asked to go wrong, by machine; a machine of which nothing was asked works. */
final class Faults {

    private final Map<Key, String> unschedulable = new ConcurrentHashMap<>();
    private final Map<Key, String> unpullable = new ConcurrentHashMap<>();
    private final Map<Key, String> refused = new ConcurrentHashMap<>();
    private final Map<Key, Integer> failingStarts = new ConcurrentHashMap<>();
    private final Set<Key> paused = ConcurrentHashMap.newKeySet();
    private final Set<Key> agentless = ConcurrentHashMap.newKeySet();
    private final Set<Key> plugged = ConcurrentHashMap.newKeySet();
    private final List<Consumer<Key>> listeners = new CopyOnWriteArrayList<>();

    void onChange(Consumer<Key> listener) {
        listeners.add(listener);
    }

    void makeUnschedulable(Key machine, String message) {
        unschedulable.put(machine, message);
        tell(machine);
    }

    void makeUnpullable(Key machine, String message) {
        unpullable.put(machine, message);
        tell(machine);
    }

    void refuseInstances(Key machine, String message) {
        refused.put(machine, message);
        tell(machine);
    }

    void failStarts(Key machine, int times) {
        failingStarts.merge(machine, times, Integer::sum);
        tell(machine);
    }

    void pause(Key machine, boolean on) {
        if (on ? paused.add(machine) : paused.remove(machine)) {
            tell(machine);
        }
    }

    void heal(Key machine) {
        unschedulable.remove(machine);
        unpullable.remove(machine);
        refused.remove(machine);
        failingStarts.remove(machine);
        paused.remove(machine);
        agentless.remove(machine);
        plugged.remove(machine);
        tell(machine);
    }

    void keepPlugged(Key machine) {
        plugged.add(machine);
        tell(machine);
    }

    boolean staysPlugged(Key machine) {
        return plugged.contains(machine);
    }

    void silenceAgent(Key machine) {
        agentless.add(machine);
        tell(machine);
    }

    boolean agentSilent(Key machine) {
        return agentless.contains(machine);
    }

    Optional<String> unschedulable(Pod pod) {
        return LauncherPod.machine(pod).map(unschedulable::get);
    }

    Optional<String> unpullable(Pod pod) {
        return LauncherPod.machine(pod).map(unpullable::get);
    }

    Optional<String> refused(Key machine) {
        return Optional.ofNullable(refused.get(machine));
    }

    boolean paused(Key machine) {
        return paused.contains(machine);
    }

    boolean failsToStart(Key machine) {
        return failingStarts.getOrDefault(machine, 0) > 0;
    }

    void startFailed(Key machine) {
        failingStarts.computeIfPresent(machine, (_, left) -> left > 1 ? left - 1 : null);
    }

    private void tell(Key machine) {
        listeners.forEach(listener -> listener.accept(machine));
    }
}
