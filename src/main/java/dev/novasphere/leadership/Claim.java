package dev.novasphere.leadership;

import java.time.Duration;

/**
 * What a Lease says.
 *
 * @param version its resource version, which every renewal changes
 * @param holder who holds it; empty if it was given back
 * @param term how long its holder wants it to be respected without a renewal
 */
record Claim(String version, String holder, Duration term) {
    boolean isHeldBy(String identity) {
        return holder.equals(identity);
    }

    boolean isFree() {
        return holder.isEmpty();
    }
}
