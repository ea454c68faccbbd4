package dev.novasphere.api;

import org.jspecify.annotations.Nullable;

/** Tells Jackson which specs to leave out: it asks {@code equals} of an object of this class. */
final class NothingWritten {
    @Override
    public boolean equals(@Nullable Object spec) {
        return spec == null || WukongSpec.EMPTY.equals(spec) || NodeNetworkSpec.EMPTY.equals(spec);
    }

    @Override
    public int hashCode() {
        return WukongSpec.EMPTY.hashCode();
    }
}
