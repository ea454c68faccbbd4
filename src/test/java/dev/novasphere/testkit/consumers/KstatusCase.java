package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * An object as it comes out of a golden case, and what those who wait for it should make of it.
 *
 * @param name the folder of the case
 * @param object the object with its status
 */
record KstatusCase(String name, ObjectNode object) {
    private static final Path GOLDENS = Path.of("src", "test", "resources", "goldens");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What the phase means to those who wait: an Error is tried again without end, so it is no end. */
    private static final Map<String, String> BY_PHASE = Map.of(
            "Pending", "InProgress",
            "Creating", "InProgress",
            "Running", "Current",
            "Stopped", "Current",
            "Error", "InProgress",
            "Deleting", "Terminating");

    /** The cases where more than the phase decides, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "spec-that-cannot-be-followed", "Failed", // only its author can change that
            "created-a-moment-ago", "InProgress", // the operator has not looked yet
            "another-vlan-at-the-restart", "InProgress", // the guest runs, but not yet as it should
            "network-leaves-by-a-migration-that-is-refused", "InProgress", // likewise
            "network-of-a-device-comes-at-the-restart", "InProgress", // likewise
            "network-of-a-device-leaves-at-the-restart", "InProgress"); // likewise

    /** Every golden case with a status, and the object that nobody has looked at yet, as the CRD's default makes it. */
    static List<KstatusCase> all(JsonNode defaultStatus) throws IOException {
        try (var folders = Files.list(GOLDENS)) {
            var cases = new ArrayList<KstatusCase>();
            for (var folder : folders.sorted().toList()) {
                if (Files.exists(folder.resolve("out-status.yaml"))) {
                    cases.add(of(folder));
                }
            }
            var fresh = YAML.createObjectNode();
            fresh.putObject("metadata").put("generation", 1L);
            fresh.set("status", defaultStatus);
            cases.add(new KstatusCase("created-a-moment-ago", named(fresh)));
            return cases;
        }
    }

    private static KstatusCase of(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "in-*.yaml")) {
            var object = (ObjectNode) YAML.readTree(files.iterator().next().toFile());
            ((ObjectNode) object.path("metadata")).put("generation", 1L);
            object.set("status", YAML.readTree(folder.resolve("out-status.yaml").toFile()));
            return new KstatusCase(folder.getFileName().toString(), object);
        }
    }

    private static ObjectNode named(ObjectNode object) {
        return object.put("apiVersion", "vm.novasphere.dev/v1alpha1").put("kind", "Wukong");
    }

    /** What those who wait should make of it. */
    String expected() {
        var phase = object.at("/status/phase").asText();
        return Objects.requireNonNull(EXCEPTIONS.containsKey(name) ? EXCEPTIONS.get(name) : BY_PHASE.get(phase), phase);
    }

    /**
     * What they do make of it, by the rules that kstatus publishes for kinds that it does not know: deletion, then the
     * generation, then the conditions Reconciling and Stalled, then Ready; who says nothing is taken to be done.
     */
    String byTheRules() {
        if (object.at("/metadata").has("deletionTimestamp")) {
            return "Terminating";
        }
        var observed = object.at("/status/observedGeneration");
        if (!observed.isMissingNode()
                && observed.asLong() != object.at("/metadata/generation").asLong()) {
            return "InProgress";
        }
        if (condition("Reconciling").equals(Optional.of("True"))) {
            return "InProgress";
        }
        if (condition("Stalled").equals(Optional.of("True"))) {
            return "Failed";
        }
        return condition("Ready")
                .map(ready -> ready.equals("True") ? "Current" : "InProgress")
                .orElse("Current");
    }

    String yaml() throws IOException {
        return YAML.writeValueAsString(object);
    }

    private Optional<String> condition(String type) {
        return StreamSupport.stream(object.at("/status/conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals(type))
                .map(condition -> condition.path("status").asText())
                .findFirst();
    }
}
