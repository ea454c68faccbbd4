package dev.novasphere.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every leaf of the spec, as the CRD declares it: {@code networks[].ipConfig.mode}, {@code nodeSelector{}}. */
final class SpecLeaves {
    private static final Path CRD = Path.of("helm/novasphere/files/crds/wukongs.vm.novasphere.dev.yaml");

    private SpecLeaves() {}

    static SortedSet<String> all() {
        var leaves = new TreeSet<String>();
        var crd = GoldenYaml.description(CRD, JsonNode.class);
        walk("", crd.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"), leaves);
        return leaves;
    }

    private static void walk(String path, JsonNode schema, SortedSet<String> leaves) {
        if (schema.has("properties")) {
            schema.get("properties")
                    .properties()
                    .forEach(field -> walk(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), leaves));
        } else if (schema.has("items")) {
            walk(path + "[]", schema.get("items"), leaves);
        } else if (schema.path("additionalProperties").isObject()) {
            walk(path + "{}", schema.get("additionalProperties"), leaves);
        } else {
            leaves.add(path);
        }
    }
}
