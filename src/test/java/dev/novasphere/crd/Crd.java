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
    WUKONG("Wukong", "wukongs.vm.novasphere.dev"),
    /** The same under the names of the earlier documents; generated. */
    PROFILE("VirtualMachineProfile", "virtualmachineprofiles.vm.example.com"),
    /** What administrators write. */
    NODE_NETWORK("NodeNetwork", "nodenetworks.vm.novasphere.dev"),
    /** What the operator writes. */
    ADDRESS_LEASE("AddressLease", "addressleases.vm.novasphere.dev");

    /** Those whose schema somebody wrote. */
    public static final List<Crd> BY_HAND = List.of(WUKONG, NODE_NETWORK, ADDRESS_LEASE);

    private final String kind;
    private final Path file;

    Crd(String kind, String name) {
        this.kind = kind;
        this.file = Path.of("helm/novasphere/files/crds", name + ".yaml");
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
                .filter(crd -> crd.kind.equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No CRD of ours is of kind " + kind + "."));
    }

    /** Where it stands. */
    public Path file() {
        return file;
    }

    /** Whether its objects are virtual machines, which are the same to the operator, and stand in namespaces. */
    public boolean isMachine() {
        return this == WUKONG || this == PROFILE;
    }

    /** The schema of the whole object. */
    public JsonNode schema() {
        return version().at("/schema/openAPIV3Schema");
    }

    /** The one version that is served, with its schema and columns. */
    public JsonNode version() {
        try {
            return new YAMLMapper().readTree(Files.readString(file)).at("/spec/versions/0");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ".", e);
        }
    }

    /** Every part of the schema, from the root down. */
    public List<Place> places() {
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
