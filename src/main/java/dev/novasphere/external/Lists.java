package dev.novasphere.external;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A collection that was left out reads as an empty one. */
final class Lists {
    private Lists() {}

    static <T> List<T> orEmpty(@Nullable List<T> written) {
        return written == null ? List.of() : List.copyOf(written);
    }

    static <V> Map<String, V> orEmpty(@Nullable Map<String, V> written) {
        return written == null ? Map.of() : Map.copyOf(written);
    }
}
