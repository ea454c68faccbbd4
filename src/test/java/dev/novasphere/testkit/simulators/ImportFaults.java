package dev.novasphere.testkit.simulators;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What somebody asked to go wrong, by DataVolume. */
final class ImportFaults {

    /**
     * An importer that fails over and over.
     *
     * @param reason of condition Running
     * @param restarts how often it has been started again
     */
    record Failure(String reason, String message, int restarts) {}

    private final Map<Key, Failure> failing = new ConcurrentHashMap<>();
    private final Map<Key, AtomicInteger> restarts = new ConcurrentHashMap<>();
    private final Map<Key, String> claimless = new ConcurrentHashMap<>();
    private final Map<Key, String> held = new ConcurrentHashMap<>();

    void fail(Key dataVolume, String reason, String message) {
        var count =
                restarts.computeIfAbsent(dataVolume, _ -> new AtomicInteger()).incrementAndGet();
        failing.put(dataVolume, new Failure(reason, message, count));
    }

    void refuseClaim(Key dataVolume, String message) {
        claimless.put(dataVolume, message);
    }

    void hold(Key dataVolume, String progress) {
        held.put(dataVolume, progress);
    }

    void recover(Key dataVolume) {
        failing.remove(dataVolume);
        held.remove(dataVolume);
        claimless.remove(dataVolume);
    }

    Optional<Failure> failure(Key dataVolume) {
        return Optional.ofNullable(failing.get(dataVolume));
    }

    Optional<String> claimRefusal(Key dataVolume) {
        return Optional.ofNullable(claimless.get(dataVolume));
    }

    Optional<String> held(Key dataVolume) {
        return Optional.ofNullable(held.get(dataVolume));
    }
}
