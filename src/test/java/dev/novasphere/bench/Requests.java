package dev.novasphere.bench;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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
