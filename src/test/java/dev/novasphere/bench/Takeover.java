package dev.novasphere.bench;

import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Replicas;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long nobody leads when the leader is asked to end, or is killed: until the Lease names the other replica. */
final class Takeover {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);

    private final Replicas replicas;
    private int count;

    private Takeover(Replicas replicas) {
        this.replicas = replicas;
    }

    /** Both, so many times; as a row of Markdown each. */
    static List<String> measure(int times) throws Exception {
        var folder = Files.createTempDirectory("takeover");
        try (var bed = Testbed.start(PlatformOptions.of(Pace.instant()));
                var replicas = new Replicas(bed.plane(), folder)) {
            var takeover = new Takeover(replicas);
            var leader = takeover.next();
            var asked = new ArrayList<Duration>();
            var killed = new ArrayList<Duration>();
            for (int time = 0; time < times; time++) {
                leader = takeover.replace(leader, OperatorProcess::askToEnd, asked);
                leader = takeover.replace(leader, Takeover::kill, killed);
            }
            return List.of(row("SIGTERM", asked, "≤ 2 s"), row("SIGKILL", killed, "≤ 8 s"));
        } finally {
            delete(folder);
        }
    }

    /** Starts a standby, ends the leader, and returns the standby when it leads. */
    private OperatorProcess replace(OperatorProcess leader, Ending ending, List<Duration> times) throws Exception {
        var before = holder();
        var standby = next();
        // A renewal may come at any moment of the second: so does the end.
        pause(Duration.ofMillis(100L * (times.size() % 10)));
        var begin = Instant.now();
        ending.end(leader);
        while (holder().filter(now -> !before.equals(Optional.of(now))).isEmpty()) {
            if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new IllegalStateException("Nobody took over within " + PATIENCE.toSeconds() + " s.");
            }
            pause(LOOK);
        }
        times.add(Duration.between(begin, Instant.now()));
        leader.waitForEnd(PATIENCE);
        return standby;
    }

    private OperatorProcess next() throws Exception {
        var name = "replica-" + ++count;
        var replica = replicas.start(name);
        if (count == 1) {
            replicas.awaitLeader(name);
        }
        return replica;
    }

    private Optional<String> holder() {
        return Optional.ofNullable(replicas.lease().get())
                .map(lease -> Objects.requireNonNullElse(lease.getSpec().getHolderIdentity(), ""))
                .filter(holder -> !holder.isEmpty());
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static void kill(OperatorProcess leader) throws IOException, InterruptedException {
        leader.kill();
    }

    private static void pause(Duration length) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(length.toMillis()));
    }

    private static String row(String what, List<Duration> times, String aim) {
        var sorted = times.stream().sorted().toList();
        return "| %s until the other replica leads, median and longest of %d | %.1f s, %.1f s | %s |"
                .formatted(
                        what,
                        sorted.size(),
                        sorted.get(sorted.size() / 2).toMillis() / 1000.0,
                        sorted.getLast().toMillis() / 1000.0,
                        aim);
    }

    /** How a leader ends. */
    @FunctionalInterface
    private interface Ending {
        void end(OperatorProcess leader) throws IOException, InterruptedException;
    }
}
