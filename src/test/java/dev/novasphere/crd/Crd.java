package dev.novasphere.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Our CRDs as trees. */
public enum Crd {
    /** What users write. */
    WUKONG("wukongs.vm.novasphere.dev"),
    /** The same under the names of the earlier documents; generated. */
    PROFILE("virtualmachineprofiles.vm.example.com"),
    /** What administrators write. */
    NODE_NETWORK("nodenetworks.vm.novasphere.dev"),
    /** What the operator writes. */
    ADDRESS_LEASE("addressleases.vm.novasphere.dev");

    /** Those whose schema somebody wrote. */
    public static final List<Crd> BY_HAND = List.of(WUKONG, NODE_NETWORK, ADDRESS_LEASE);

    private final Path file;
    private final JsonNode tree;

    Crd(String name) {
        file = Path.of("helm/novasphere/files/crds", name + ".yaml");
        tree = read(file);
    }

    /**
     * A part of the schema.
     *
     * @param path as people write it, with [] for the items of a list and [*] for the values of a map
     * @param node the schema there
     */
    public record Place(String path, JsonNode node) {
        public boolean isLeaf() {
            return !node.has("properties") && !node.has("items") && !node.has("additionalProperties");
        }
    }

    /** The one with this kind. */
    public static Crd of(String kind) {
        return Arrays.stream(values())
                .filter(crd -> crd.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No CRD of ours is of kind " + kind + "."));
    }

    /** Where it stands. */
    public Path file() {
        return file;
    }

    /** The kind of its objects. */
    public String kind() {
        return tree.at("/spec/names/kind").asText();
    }

    /** Whether its objects are a virtual machine's spec: both kinds are the same to the operator. */
    public boolean isMachine() {
        return this == WUKONG || this == PROFILE;
    }

    /** Whether its objects stand in namespaces. */
    public boolean isNamespaced() {
        return tree.at("/spec/scope").asText().equals("Namespaced");
    }

    /** The schema of the whole object. */
    public JsonNode schema() {
        return version().at("/schema/openAPIV3Schema");
    }

    /** The one version that is served, with its schema and columns. */
    public JsonNode version() {
        return tree.at("/spec/versions/0");
    }

    /** Every part of the schema, from the root down. */
    public List<Place> places() {
        var places = new ArrayList<Place>();
        collect(new Place("", schema()), places);
        return places;
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ".", e);
        }
    }

    private static void collect(Place place, List<Place> places) {
        places.add(place);
        place.node()
                .path("properties")
                .properties()
                .forEach(property ->
                        collect(new Place(join(place.path(), property.getKey()), property.getValue()), places));
        if (place.node().has("items")) {
            collect(new Place(place.path() + "[]", place.node().get("items")), places);
        }
        if (place.node().has("additionalProperties")) {
            collect(new Place(place.path() + "[*]", place.node().get("additionalProperties")), places);
        }
    }

    private static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }
}
