package dev.novasphere.bench;

import dev.novasphere.testkit.operator.AuditLog.Request;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many requests somebody made, by verb and resource.
 *
 * @param count for example {@code "patch wukongs/status" -> 300}; refused ones are counted as well
 * @param refused how many of them were answered with a code of 400 or above
 */
record Requests(Map<String, Integer> count, int refused) {
    private static final Set<String> READS = Set.of("get", "list");

    Requests {
        count = new TreeMap<>(count);
    }

    /** Those that reached the API server within a time. */
    static Requests of(List<Request> all, Window window) {
        var within = all.stream()
                .filter(request -> window.contains(request.received()))
                .toList();
        return new Requests(
                within.stream()
                        .collect(Collectors.toMap(
                                request -> request.verb() + " " + request.resource(), request -> 1, Integer::sum)),
                (int) within.stream().filter(Request::isRefused).count());
    }

    int writes() {
        return sum(false);
    }

    int reads() {
        return sum(true);
    }

    int of(String request) {
        return count.getOrDefault(request, 0);
    }

    private int sum(boolean reads) {
        return count.entrySet().stream()
                .filter(entry -> READS.contains(entry.getKey().split(" ", 2)[0]) == reads)
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
