package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small texts of ours that show that a consumer accepts what is right and refuses what is wrong. */
final class Samples {

    private static final Path FOLDER = Path.of("src", "test", "resources", "consumers");
    private static final String COMPLAINTS = "complaints.yaml";

    /**
     * A sample.
     *
     * @param complaint what the consumer must say about it (a regular expression); empty where it must be accepted
     */
    record Sample(String name, String text, Optional<String> complaint) {}

    private Samples() {}

    /** Every sample of a folder, in order of names. */
    static List<Sample> of(String folder) throws IOException {
        var refused = FOLDER.resolve(folder, COMPLAINTS);
        var complaints = Files.exists(refused)
                ? new YAMLMapper().readTree(refused.toFile())
                : MissingNode.getInstance(); // a folder of nothing but what is accepted
        var samples = new ArrayList<Sample>();
        try (var files = Files.list(FOLDER.resolve(folder))) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString();
                if (!name.equals(COMPLAINTS)) {
                    var complaint = Optional.ofNullable(complaints.get(name)).map(JsonNode::asText);
                    samples.add(new Sample(name, Files.readString(file), complaint));
                }
            }
        }
        return samples;
    }

    /** One sample of a folder. */
    static Sample named(String folder, String name) throws IOException {
        return of(folder).stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no sample " + name + " in " + folder + "."));
    }
}
