package dev.novasphere.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Our CRDs as trees. */
public final class Crd {
    static final Path WUKONG = Path.of("helm/novasphere/files/crds/wukongs.vm.novasphere.dev.yaml");
    static final Path PROFILE = Path.of("helm/novasphere/files/crds/virtualmachineprofiles.vm.example.com.yaml");

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

    private Crd() {}

    /** The schema of the whole object. */
    public static JsonNode schema() {
        return version().at("/schema/openAPIV3Schema");
    }

    /** The one version that is served, with its schema and columns. */
    public static JsonNode version() {
        try {
            return new YAMLMapper().readTree(Files.readString(WUKONG)).at("/spec/versions/0");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + WUKONG + ".", e);
        }
    }

    /** Every part of the schema, from the root down. */
    public static List<Place> places() {
        var places = new ArrayList<Place>();
        collect(new Place("", schema()), places);
        return places;
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
