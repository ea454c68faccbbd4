package dev.novasphere.api;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a field that was left out reads in Java: one way for each shape, so that no empty string or null list travels. */
final class Absence {
    private Absence() {}

    static <T> List<T> list(@Nullable List<T> written) {
        return written == null ? List.of() : List.copyOf(written);
    }

    static Map<String, String> map(@Nullable Map<String, String> written) {
        return written == null ? Map.of() : Map.copyOf(written);
    }

    /** An empty string means the same as no string: the original documents write {@code nadName: ""} for "make one". */
    static @Nullable String text(@Nullable String written) {
        return written == null || written.isBlank() ? null : written;
    }
}
