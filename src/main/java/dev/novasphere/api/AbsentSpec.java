package dev.novasphere.api;

import org.jspecify.annotations.Nullable;

/** Jackson leaves out the values that equal a filter: here, a spec in which nothing was written. */
final class AbsentSpec {
    @Override
    public boolean equals(@Nullable Object value) {
        return value == null || WukongSpec.EMPTY.equals(value);
    }

    @Override
    public int hashCode() {
        return WukongSpec.EMPTY.hashCode();
    }
}
