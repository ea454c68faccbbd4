package dev.novasphere.bench;

import dev.novasphere.external.VirtualMachine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What the same writes take without an operator.
 *
 * @param atATime for how many VMs at a time
 * @param time from the first create until every VM is Running in the simulators and the last write is answered
 */
record Floor(int atATime, Duration time) {
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** Measures on a control plane of its own, on which no operator runs. */
    static Floor measure(int machines, int atATime) throws IOException, InterruptedException {
        try (var bed = Bed.start();
                var client = bed.client();
                var running = new Arrivals<>(client, VirtualMachine.class, machines, Floor::isRunning)) {
            var bare = new BareClient(client);
            var begin = Instant.now();
            Crowd.each(machines, atATime, bare::make);
            return new Floor(atATime, Duration.between(begin, running.await(PATIENCE)));
        }
    }

    private static boolean isRunning(VirtualMachine machine) {
        return machine.getStatus() != null && Objects.equals(machine.getStatus().printableStatus(), "Running");
    }
}
