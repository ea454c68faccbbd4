package dev.novasphere.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** The memory of this process and of its container, as the kernel tells it; empty where it does not. */
final class Memory {
    private static final Path PROCESS = Path.of("/proc/self/status");
    /** Version 2 of control groups, then version 1; source: the kernel's admin-guide, cgroup-v2 and cgroup-v1/memory. */
    private static final List<Path> LIMITS =
            List.of(Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
    /** Version 1 writes a number beyond any machine where there is no limit. */
    private static final long NO_LIMIT = 1L << 60;

    private Memory() {}

    static OptionalLong resident() {
        return resident(PROCESS);
    }

    static OptionalLong resident(Path status) {
        return lines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }

    static OptionalLong limit() {
        return limit(LIMITS);
    }

    static OptionalLong limit(List<Path> files) {
        return files.stream()
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .filter(bytes -> bytes < NO_LIMIT)
                .findFirst();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of(); // Not a Linux kernel, or a container that hides it: then nothing is told.
        }
    }
}
