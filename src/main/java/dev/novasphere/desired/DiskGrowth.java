package dev.novasphere.desired;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How large a claim shall become. CDI makes the claim of an image larger than its DataVolume by the file system's
 * overhead, and so do we when such a disk grows: the guest gets all that was asked for.
 */
public final class DiskGrowth {
    /** CDI's default ({@code filesystemOverhead.global}); in Block mode there is none. */
    private static final BigDecimal WITH_OVERHEAD = new BigDecimal("1.06");

    private DiskGrowth() {}

    /** The quantity that the claim shall request; empty where it requests as much or more. A claim never shrinks. */
    public static Optional<String> of(DiskPlan plan) {
        var claim = plan.observed().claim();
        var requested = plan.observed().requested();
        var size = quantity(plan.disk().size());
        // The API server lets only a bound claim grow; the event of its binding wakes us.
        if (!plan.observed().isBound() || claim.isEmpty() || requested.isEmpty() || size.isEmpty()) {
            return Optional.empty();
        }
        var asked = size.get();
        var imported = madeWith(plan);
        var wanted = imported.isPresent() && isFilesystem(claim.get())
                ? new Quantity(asked.getNumericalAmount()
                        .multiply(WITH_OVERHEAD)
                        .setScale(0, RoundingMode.CEILING)
                        .toPlainString())
                : asked;
        var asMade = imported.filter(made -> !larger(asked, made)).isPresent();
        return asMade || !larger(wanted, requested.get()) ? Optional.empty() : Optional.of(wanted.toString());
    }

    private static Optional<Quantity> quantity(@Nullable String size) {
        try {
            return Optional.ofNullable(size).map(Quantity::parse);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // Stored before there was a rule; a claim cannot grow to that.
        }
    }

    /** The size that the DataVolume was made with, which it keeps for ever. */
    private static Optional<Quantity> madeWith(DiskPlan plan) {
        return plan.observed()
                .dataVolume()
                .flatMap(dataVolume -> Optional.ofNullable(dataVolume.getSpec()))
                .flatMap(spec -> Optional.ofNullable(spec.storage().resources()))
                .flatMap(resources -> Optional.ofNullable(resources.getRequests()))
                .map(requests -> requests.get("storage"));
    }

    private static boolean isFilesystem(PersistentVolumeClaim claim) {
        return !"Block".equals(claim.getSpec().getVolumeMode());
    }

    private static boolean larger(Quantity one, Quantity other) {
        return one.getNumericalAmount().compareTo(other.getNumericalAmount()) > 0;
    }
}
