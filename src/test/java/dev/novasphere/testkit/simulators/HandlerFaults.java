package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What somebody asked to go wrong with NMState's handlers, by node. */
final class HandlerFaults {

    private final Map<String, String> failing = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Set<String> stopped = ConcurrentHashMap.newKeySet();
    private final Set<String> lagging = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean allLag;

    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void fail(String node, String message) {
        failing.put(node, message);
        tell();
    }

    void hold(String node) {
        held.add(node);
        tell();
    }

    void stop(String node) {
        stopped.add(node);
        tell();
    }

    void lag(List<String> nodes) {
        if (nodes.isEmpty()) {
            allLag = true;
        }
        lagging.addAll(nodes);
        tell();
    }

    void heal(String node) {
        failing.remove(node);
        held.remove(node);
        stopped.remove(node);
        lagging.remove(node);
        tell();
    }

    void heal() {
        List.of(held, stopped, lagging).forEach(Set::clear);
        failing.clear();
        allLag = false;
        tell();
    }

    Optional<String> failure(String node) {
        return Optional.ofNullable(failing.get(node));
    }

    boolean isHeld(String node) {
        return held.contains(node);
    }

    boolean isStopped(String node) {
        return stopped.contains(node);
    }

    /** Whether the handler sees what happens to policies. */
    boolean notices(String node) {
        return !allLag && !stopped.contains(node) && !lagging.contains(node);
    }

    private void tell() {
        listeners.forEach(Runnable::run);
    }
}
