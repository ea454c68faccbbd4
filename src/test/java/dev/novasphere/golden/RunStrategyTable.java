package dev.novasphere.golden;

import dev.novasphere.api.HighAvailability;
import dev.novasphere.api.HighAvailability.RestartPolicy;
import dev.novasphere.api.StartStrategy;
import dev.novasphere.api.StartStrategy.RunStrategy;
import dev.novasphere.api.WukongSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** KubeVirt's run strategy for each combination of the three fields that speak of power; a dash: left out. */
final class RunStrategyTable {
    private static final String ABSENT = "-";
    /** The pairs that say the same twice; the CRD refuses every other one. Halted goes with any policy. */
    private static final Set<String> AGREEING =
            Set.of("Always/Always", "RerunOnFailure/OnFailure", "Once/Never", "Manual/Never");

    private static final Set<RunStrategy> WITHOUT_START = Set.of(RunStrategy.Halted, RunStrategy.Manual);

    private RunStrategyTable() {}

    static SortedMap<String, String> of(GoldenCase input) {
        var rows = new ArrayList<String>();
        for (var run : orAbsent(List.of(RunStrategy.values()))) {
            for (var restart : orAbsent(List.of(RestartPolicy.values()))) {
                for (var auto : orAbsent(List.of(true, false))) {
                    rows.add(row(input, run.value(), restart.value(), auto.value()));
                }
            }
        }
        return new TreeMap<>(Map.of(
                "out-table.yaml",
                "# runStrategy, restartPolicy, autoStart -> the VirtualMachine's runStrategy"
                        + " (refused: by the CRD; an object from before the rule still gets what stands there)\n"
                        + String.join("", rows)));
    }

    private record Choice<T>(@Nullable T value) {}

    private static <T> List<Choice<T>> orAbsent(List<T> values) {
        return Stream.concat(Stream.of(new Choice<T>(null)), values.stream().map(Choice::new))
                .toList();
    }

    private static String row(
            GoldenCase input, @Nullable RunStrategy run, @Nullable RestartPolicy restart, @Nullable Boolean auto) {
        var owner = input.owner();
        owner.setSpec(spec(owner.getSpec(), new StartStrategy(run, auto), restart));
        var outcome = input.desired().virtualMachine().getSpec().runStrategy();
        return "- {runStrategy: %s, restartPolicy: %s, autoStart: %s, becomes: %s}%s%n"
                .formatted(word(run), word(restart), word(auto), outcome, refusal(run, restart, auto));
    }

    private static WukongSpec spec(WukongSpec spec, StartStrategy start, @Nullable RestartPolicy restart) {
        return new WukongSpec(
                spec.cpu(),
                spec.memory(),
                spec.osImage(),
                spec.sshKeySecret(),
                spec.cloudInitUser(),
                spec.userData(),
                spec.userDataSecret(),
                spec.networks(),
                spec.disks(),
                new HighAvailability(restart, null, null, null, Map.of(), List.of()),
                start,
                spec.firmware(),
                spec.guestAgent());
    }

    /** What the CRD's rules say of the combination, as a comment; empty where they take it. */
    private static String refusal(@Nullable RunStrategy run, @Nullable RestartPolicy restart, @Nullable Boolean auto) {
        if (run == null) {
            return "";
        }
        if (restart != null && run != RunStrategy.Halted && !AGREEING.contains(run + "/" + restart)) {
            return " # refused: restartPolicy contradicts runStrategy";
        }
        if (auto != null && auto == WITHOUT_START.contains(run)) {
            return " # refused: autoStart contradicts runStrategy";
        }
        return "";
    }

    private static String word(@Nullable Object value) {
        return value == null ? ABSENT : value.toString();
    }
}
