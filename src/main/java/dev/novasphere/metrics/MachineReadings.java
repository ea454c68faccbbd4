package dev.novasphere.metrics;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.status.ConditionType;
import dev.novasphere.status.Phase;
import dev.novasphere.status.Reason;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The gauges that are derived from the machines themselves, each time anew: what is gone leaves nothing behind. As many
 * namespaces as the administrator allows are named, those with most machines first; the rest is summed.
 */
public final class MachineReadings {
    private record Group(String kind, String namespace) {}

    private record Trouble(Group group, Phase phase, String reason) {}

    /** One machine, as far as it is counted. */
    private record Counted(Group group, Phase phase, Optional<Condition> notReady) {
        Trouble trouble() {
            return new Trouble(group, phase, reason(notReady.orElseThrow()));
        }

        private static String reason(Condition ready) {
            return Arrays.stream(Reason.values())
                    .map(Reason::name)
                    .filter(known -> known.equals(ready.getReason()))
                    .findFirst()
                    .orElse(Metric.OTHER);
        }
    }

    private MachineReadings() {}

    /**
     * The gauges at a moment.
     *
     * @param machines all machines of all kinds
     * @param namespaces how many namespaces are named
     */
    public static List<Reading> of(List<MachineResource> machines, int namespaces, Instant now) {
        var named = named(machines, namespaces);
        var counted = machines.stream().map(machine -> counted(machine, named)).toList();
        var readings = new ArrayList<Reading>();
        grouped(counted, Counted::group)
                .forEach((group, all) -> Arrays.stream(Phase.values())
                        .forEach(phase -> readings.add(Reading.of(
                                Metric.MACHINES,
                                (double) all.stream()
                                        .filter(machine -> machine.phase() == phase)
                                        .count(),
                                group.kind(),
                                group.namespace(),
                                phase.name()))));
        var troubled = counted.stream()
                .filter(machine -> machine.notReady().isPresent())
                .toList();
        grouped(troubled, Counted::trouble).forEach((trouble, all) -> {
            readings.add(reading(Metric.MACHINES_NOT_READY, trouble, all.size()));
            readings.add(reading(Metric.NOT_READY_OLDEST, trouble, oldest(all, now)));
        });
        return readings;
    }

    private static Reading reading(Metric metric, Trouble trouble, double value) {
        return Reading.of(
                metric,
                value,
                trouble.group().kind(),
                trouble.group().namespace(),
                trouble.phase().name(),
                trouble.reason());
    }

    private static <K> Map<K, List<Counted>> grouped(List<Counted> machines, Function<Counted, K> key) {
        return machines.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }

    private static Set<String> named(List<MachineResource> machines, int bound) {
        var sizes = machines.stream().collect(Collectors.groupingBy(MachineResource::namespace, Collectors.counting()));
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(bound)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Counted counted(MachineResource machine, Set<String> named) {
        var status = Optional.ofNullable(machine.getStatus()).orElse(WukongStatus.NONE);
        var namespace = named.contains(machine.namespace()) ? machine.namespace() : Metric.OTHER;
        return new Counted(
                new Group(machine.getKind(), namespace),
                Phase.shownBy(status),
                status.condition(ConditionType.Ready.name())
                        .filter(ready -> !ready.getStatus().equals("True")));
    }

    private static double oldest(List<Counted> machines, Instant now) {
        return machines.stream()
                .map(machine -> machine.notReady().orElseThrow().getLastTransitionTime())
                .mapToDouble(since -> seconds(Instant.parse(since), now))
                .max()
                .orElse(0);
    }

    /** The API server's clock may be ahead of ours. */
    private static double seconds(Instant since, Instant now) {
        return Math.max(0, Duration.between(since, now).toMillis() / 1e3);
    }
}
