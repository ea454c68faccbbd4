package dev.novasphere.bench;

import java.time.Duration;

/**
 * What was measured of the operator at one number of machines.
 *
 * @param ready from the start of its process until its readiness probe said yes, in an empty cluster
 */
record OperatorFigures(Duration ready, Creation creation, Memory memory, Standing standing) {

    /**
     * The making of all machines.
     *
     * @param time from the first create until all were Running and Ready
     * @param requests what the operator asked of the API server, and a few seconds on
     * @param changes how often a Wukong's resource version changed after its creation
     */
    record Creation(Duration time, Requests requests, int changes, Work work) {
        /** Writes to Wukongs that left them as they were. */
        int withoutEffect() {
            return requests.of("patch wukongs")
                    + requests.of("patch wukongs/status")
                    + requests.of("update wukongs")
                    - changes;
        }
    }

    /**
     * What the operator did to get there.
     *
     * @param reconciles that came to a good end
     * @param failures that ended with an exception
     * @param cpuSeconds of its process, all threads
     */
    record Work(double reconciles, double failures, double cpuSeconds) {}

    /** Resident memory in KiB: before the first Wukong, when all were made, and the highest. */
    record Memory(long idle, long loaded, long peak) {}

    /**
     * What happens when nothing happens.
     *
     * @param requests what the operator asked in the 30 s after all were made
     */
    record Standing(Requests requests, Restart restart) {}

    /**
     * The operator's next start, with all machines running.
     *
     * @param ready until its readiness probe said yes
     * @param passed until it had looked at every Wukong
     */
    record Restart(Duration ready, Duration passed, Requests requests) {}
}
