package dev.novasphere.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.desired.Settings;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.NetworkAttachmentSpec;
import dev.novasphere.observed.ClusterFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No field of the spec is without effect: another value makes another child, status or fate of the data. */
final class NoSilentFieldTest {
    private static final Path FOLDER = Path.of("src/test/resources/no-silent-field");

    /**
     * How a leaf is changed.
     *
     * @param at where it stands in the base spec
     * @param to another value
     * @param with what is put into the base spec first
     * @param without what is taken out of the base spec first
     * @param refusedBy why no object can have this leaf; the other four are null then
     */
    record Change(
            @Nullable String at,
            @Nullable JsonNode to,
            @Nullable Map<String, JsonNode> with,
            @Nullable List<String> without,
            @Nullable String refusedBy) {}

    private static final Map<String, Change> CHANGES =
            GoldenYaml.description(FOLDER.resolve("leaves.yaml"), new TypeReference<>() {});

    @Test
    void everyLeafOfTheSchemaHasItsEntry() {
        assertThat(CHANGES.keySet()).containsExactlyInAnyOrderElementsOf(SpecLeaves.all());
    }

    @TestFactory
    Stream<DynamicTest> anotherValueHasAnEffect() {
        return CHANGES.entrySet().stream()
                .filter(entry -> entry.getValue().refusedBy() == null)
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
    }

    private static void check(String leaf, Change change) {
        var before = base();
        if (change.with() != null) {
            change.with().forEach((pointer, value) -> set(before, pointer, value));
        }
        if (change.without() != null) {
            change.without().forEach(pointer -> set(before, pointer, null));
        }
        var after = before.deepCopy();
        set(after, String.valueOf(change.at()), change.to());
        assertThat(after).as("%s is really changed", leaf).isNotEqualTo(before);
        assertThat(outcome(after).equals(outcome(before)))
                .as("another %s comes to exactly the same: the field is silent", leaf)
                .isFalse();
    }

    private static ObjectNode base() {
        return (ObjectNode) GoldenYaml.description(FOLDER.resolve("base.yaml"), JsonNode.class);
    }

    private static void set(ObjectNode object, String pointer, @Nullable JsonNode value) {
        var path = JsonPointer.compile("/spec" + pointer);
        var field = path.last().getMatchingProperty();
        switch (object.at(path.head())) {
            case ArrayNode list when value != null -> list.set(path.last().getMatchingIndex(), value);
            case ObjectNode parent when value != null -> parent.set(field, value);
            case ObjectNode parent -> parent.remove(field);
            default -> throw new IllegalArgumentException(pointer + " is not in the base spec.");
        }
    }

    /** Every child, obstacle, problem and status, and what a deletion does to each disk. */
    private static Map<String, String> outcome(ObjectNode object) {
        var owner = GoldenYaml.object(object, Wukong.class);
        var input = new GoldenCase(
                owner,
                GoldenYaml.description(FOLDER.resolve("../goldens/settings.yaml"), Settings.class),
                attachments(),
                GoldenYaml.description(
                        ClusterFacts.class,
                        FOLDER.resolve("../goldens/cluster.yaml"),
                        FOLDER.resolve("../goldens/nodes.yaml")));
        var outcome = Rendering.of(input);
        outcome.put("at deletion", fateOfDisks(owner.getSpec()));
        return outcome;
    }

    /** What {@code nadName} may refer to, before and after. */
    private static List<HasMetadata> attachments() {
        return Stream.of("existing-nad", "other-nad")
                .<HasMetadata>map(name -> {
                    var attachment = new NetworkAttachmentDefinition();
                    attachment.getMetadata().setName(name);
                    attachment.getMetadata().setNamespace("production");
                    attachment.setSpec(new NetworkAttachmentSpec("{\"type\":\"bridge\",\"bridge\":\"br-mgmt\"}"));
                    return attachment;
                })
                .toList();
    }

    private static String fateOfDisks(WukongSpec spec) {
        return spec.disks().stream()
                .map(disk -> disk.name() + " "
                        + disk.reclaimPolicyOr(spec.imageOf(disk).isPresent()))
                .toList()
                .toString();
    }
}
