package dev.novasphere.bench;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Creates many Wukongs for an operator that has just been started, lets them stand, and starts the operator again. */
final class OperatorRun {
    /** How many users create at a time. */
    private static final int USERS = 16;

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    /** What may still trickle in after the last Wukong is Ready belongs to the making. */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final Duration STEADY = Duration.ofSeconds(30);

    private final Bed bed;
    private final int machines;

    private OperatorRun(Bed bed, int machines) {
        this.bed = bed;
        this.machines = machines;
    }

    static OperatorFigures measure(int machines) throws IOException, InterruptedException {
        try (var bed = Bed.start()) {
            return new OperatorRun(bed, machines).run();
        }
    }

    private OperatorFigures run() throws IOException, InterruptedException {
        OperatorFigures.Memory memory;
        OperatorFigures.Creation creation;
        Requests steady;
        Duration ready;
        try (var operator = bed.startOperator()) {
            ready = operator.readyAfter();
            pause(SETTLING);
            long idle = operator.residentKiB();
            creation = create(operator);
            var converged = Instant.now();
            pause(STEADY);
            steady = bed.requests(new Window(converged, Instant.now()));
            memory = new OperatorFigures.Memory(idle, operator.residentKiB(), operator.peakResidentKiB());
        }
        return new OperatorFigures(ready, creation, memory, new OperatorFigures.Standing(steady, restart()));
    }

    private OperatorFigures.Creation create(OperatorProcess operator) throws IOException, InterruptedException {
        var meter = new Meter(operator);
        double cpu = meter.cpuSeconds();
        try (var client = bed.client();
                var ready = new Arrivals<>(client, Wukong.class, machines, OperatorRun::isReady)) {
            var begin = Instant.now();
            Crowd.each(
                    machines,
                    USERS,
                    number -> client.resource(Sample.machine(number)).create());
            var converged = ready.await(PATIENCE);
            cpu = meter.cpuSeconds() - cpu;
            pause(SETTLING);
            return new OperatorFigures.Creation(
                    Duration.between(begin, converged),
                    bed.requests(new Window(begin, Instant.now())),
                    ready.changes(),
                    new OperatorFigures.Work(meter.reconciles(), meter.failures(), cpu));
        }
    }

    private OperatorFigures.Restart restart() throws IOException, InterruptedException {
        var begin = Instant.now();
        try (var operator = bed.startOperator()) {
            var meter = new Meter(operator);
            while (meter.reconciles() < machines) {
                if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
                    throw new IllegalStateException("Only %.0f of %d reconciles were done after the restart."
                            .formatted(meter.reconciles(), machines));
                }
                pause(Duration.ofMillis(50));
            }
            var passed = Instant.now();
            pause(SETTLING);
            return new OperatorFigures.Restart(
                    operator.readyAfter(),
                    Duration.between(begin, passed),
                    bed.requests(new Window(begin, Instant.now())));
        }
    }

    private static boolean isReady(Wukong machine) {
        return machine.getStatus() != null && Tenant.isRunning(machine.getStatus());
    }

    private static void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)));
        }
    }
}
