package dev.novasphere.status;

import dev.novasphere.api.VolumeStatus;
import dev.novasphere.desired.DiskPlan;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.DataVolumeStatus;
import dev.novasphere.observed.ObservedDisk;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Disks as the cluster reports them, and after them the disks that left the spec and were kept. */
final class VolumeStatuses {
    private static final int STEP = 10;
    private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1L << 20);

    private VolumeStatuses() {}

    static List<VolumeStatus> of(Situation s, List<DiskPlan> plans) {
        var wanted = plans.stream().map(plan -> plan.disk().name()).collect(Collectors.toSet());
        var volumes = new ArrayList<VolumeStatus>();
        plans.forEach(plan -> volumes.add(status(plan.disk().name(), plan.observed(), null)));
        new TreeMap<>(s.observed().disks()).forEach((name, disk) -> {
            if (!wanted.contains(name)) {
                volumes.add(status(name, disk, true));
            }
        });
        return volumes;
    }

    private static VolumeStatus status(String name, ObservedDisk disk, @Nullable Boolean detached) {
        var claim = disk.claim();
        return new VolumeStatus(
                name,
                claim.map(c -> c.getMetadata().getName()).orElse(null),
                disk.isBound(),
                disk.capacity().map(VolumeStatuses::readable).orElse(null),
                disk.isReady()
                        ? null
                        : disk.dataVolumeStatus()
                                .flatMap(VolumeStatuses::progress)
                                .orElse(null),
                claim.filter(Labels::isReused).isPresent() ? true : null,
                detached);
    }

    /** A claim that CDI made has its size in plain bytes, which nobody reads. */
    private static String readable(Quantity capacity) {
        return capacity.getFormat().isEmpty()
                ? capacity.getNumericalAmount().divideToIntegralValue(MEBIBYTE).toPlainString() + "Mi"
                : capacity.toString();
    }

    /** CDI counts in tenths of a per cent; each step here is a write, so we count in tens. */
    private static Optional<String> progress(DataVolumeStatus status) {
        var progress = status.progress();
        if (progress == null || !progress.endsWith("%")) {
            return Optional.empty();
        }
        try {
            var percent = (int) Double.parseDouble(progress.substring(0, progress.length() - 1));
            return Optional.of(percent / STEP * STEP + "%");
        } catch (NumberFormatException e) {
            return Optional.empty(); // Not a number is no progress that could be told.
        }
    }
}
