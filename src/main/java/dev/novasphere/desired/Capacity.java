package dev.novasphere.desired;

import dev.novasphere.api.Disk;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.regex.Pattern;

/** The size that a user writes, as a quantity. */
final class Capacity {
    /** As the CRD has it; in particular no exponent, whose number might not fit into memory. */
    private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,14}(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?");

    private Capacity() {}

    /** Empty where it is absent or unreadable: none is asked for then, and the API server refuses the claim. */
    static Optional<Quantity> of(Disk disk) {
        return Optional.ofNullable(disk.size())
                .filter(size -> SIZE.matcher(size).matches())
                .map(Quantity::new);
    }
}
