package dev.novasphere.metrics;

import java.util.ArrayList;
import java.util.List;

/** What a replica tells of its own process. */
public final class ProcessReadings {
    private ProcessReadings() {}

    /** The readings of this process, which runs this version. */
    public static List<Reading> of(String version) {
        var readings = new ArrayList<Reading>();
        var mode = System.getProperty("org.graalvm.nativeimage.imagecode") == null ? "jvm" : "native";
        readings.add(Reading.of(Metric.BUILD_INFO, 1, version, Runtime.version().toString(), mode));
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(time -> readings.add(Reading.of(Metric.PROCESS_CPU, time.toMillis() / 1e3)));
        Memory.resident().ifPresent(bytes -> readings.add(Reading.of(Metric.MEMORY_RESIDENT, (double) bytes)));
        Memory.limit().ifPresent(bytes -> readings.add(Reading.of(Metric.MEMORY_LIMIT, (double) bytes)));
        return readings;
    }
}
