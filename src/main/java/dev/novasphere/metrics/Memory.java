package dev.novasphere.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The memory of this process and of its container, as the kernel tells it; empty where it does not. */
final class Memory {
    private static final Path PROCESS = Path.of("/proc/self/status");
    /** Version 2 of control groups, then version 1; source: the kernel's admin-guide, cgroup-v2 and cgroup-v1/memory. */
    private static final List<Path> LIMITS =
            List.of(Path.of("/sys/fs/cgroup/memory.max"), Path.of("/sys/fs/cgroup/memory/memory.limit_in_bytes"));
    /** Where there is no limit, version 2 writes a word, and version 1 a number of 19 digits, beyond any machine. */
    private static final Pattern LIMIT = Pattern.compile("\\d{1,18}");

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
                .filter(line -> LIMIT.matcher(line).matches())
                .mapToLong(Long::parseLong)
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
