package dev.novasphere.golden;

import static java.util.stream.Collectors.toSet;

import dev.novasphere.api.WukongStatus;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.desired.DiskPlan;
import dev.novasphere.observed.Applied;
import dev.novasphere.rules.SpecRules;
import dev.novasphere.status.Situation;
import dev.novasphere.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What comes out of a case: the text of every {@code out-*} file, by file name. */
final class Rendering {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private Rendering() {}

    static SortedMap<String, String> of(GoldenCase input) {
        var desired = input.desired();
        var files = new TreeMap<String, String>();
        made(desired, input)
                .forEach(child -> files.put(
                        "out-" + child.getKind() + "-" + child.getMetadata().getName() + ".yaml",
                        GoldenYaml.text(child)));
        if (!obstacles(desired).isEmpty()) {
            files.put("out-obstacles.yaml", GoldenYaml.text(obstacles(desired)));
        }
        if (!desired.outdatedSecrets().isEmpty()
                || !desired.outdatedAttachments().isEmpty()) {
            files.put("out-outdated.yaml", GoldenYaml.text(outdated(desired)));
        }
        files.put("out-status.yaml", GoldenYaml.text(status(desired, input)));
        return files;
    }

    /** Nothing is touched of a Wukong whose spec cannot be followed. */
    private static Stream<HasMetadata> made(DesiredState desired, GoldenCase input) {
        return SpecRules.check(input.owner()).isEmpty() ? children(desired, input) : Stream.empty();
    }

    /** The status after the pass in which the children that are not there were made. */
    private static WukongStatus status(DesiredState desired, GoldenCase input) {
        var made = made(desired, input)
                .filter(child -> !input.isThere(child))
                .map(child ->
                        new Applied.Child(child.getKind(), child.getMetadata().getName()))
                .collect(toSet());
        var problems = SpecRules.check(input.owner());
        var situation = new Situation(
                input.owner(),
                input.observed(),
                problems,
                problems.isEmpty() ? Optional.of(desired) : Optional.empty(),
                new Applied(made, List.of(), List.of()));
        return StatusReport.of(situation, NOW);
    }

    /** Every object that the operator would write; the Secret goes with the machine that names it. */
    static Stream<HasMetadata> children(DesiredState desired, GoldenCase input) {
        var writesMachine = input.observed().virtualMachine().isPresent() ? desired.mayChange() : desired.mayCreate();
        return Stream.of(
                        desired.nodeNetworks().stream(),
                        desired.networks().stream().flatMap(plan -> plan.attachment().stream()),
                        desired.disks().stream().flatMap(Rendering::disk),
                        writesMachine
                                ? Stream.of(desired.cloudInit(), desired.virtualMachine())
                                : Stream.<HasMetadata>empty())
                .flatMap(children -> children);
    }

    /** A disk that is there as the other sort (kept from an earlier Wukong) is used as it is; nothing is made for it. */
    private static Stream<? extends HasMetadata> disk(DiskPlan plan) {
        var otherSort = !plan.observed().isAbsent()
                && plan.observed().isFilledByCdi() != plan.dataVolume().isPresent();
        return otherSort ? Stream.empty() : Stream.concat(plan.dataVolume().stream(), plan.claim().stream());
    }

    private static List<Map<String, String>> obstacles(DesiredState desired) {
        return desired.networks().stream()
                .flatMap(plan -> plan.obstacle().stream()
                        .map(obstacle -> Map.of(
                                "network", plan.network().name(),
                                "reason", obstacle.reason(),
                                "message", obstacle.message(),
                                "kind", obstacle.kind().name())))
                .toList();
    }

    private static Map<String, List<String>> outdated(DesiredState desired) {
        return Map.of(
                "attachments",
                desired.outdatedAttachments().stream()
                        .map(attachment -> attachment.getMetadata().getName())
                        .toList(),
                "secrets",
                desired.outdatedSecrets());
    }
}
