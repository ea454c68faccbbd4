package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Asks nmstate what it would tell NetworkManager ({@code nmstatectl gc}). It reads a desired state as the handler on a
 * node does, but knows nothing of a node: whether an interface exists, applying, verifying and rolling back are not seen
 * here, nor is what a state with {@code state: absent} takes away.
 */
public final class Nmstatectl {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What came of it. */
    public sealed interface Outcome {}

    /**
     * What NetworkManager would be given.
     *
     * @param files the name of a keyfile (as {@code br-vms.nmconnection}) to its text
     */
    public record Keyfiles(SortedMap<String, String> files) implements Outcome {}

    /** nmstate's complaint. */
    public record Refused(String error) implements Outcome {}

    private Nmstatectl() {}

    /** The keyfiles for the {@code desiredState} of a policy, as YAML. */
    public static Outcome generate(String desiredState) throws IOException, InterruptedException {
        var program = ConsumerPrograms.nmstatectl().resolve("nmstatectl").toString();
        var file = Files.createTempFile("novasphere-", ".yaml");
        try {
            Files.writeString(file, desiredState);
            var result = Command.of(LIMIT, program, "-q", "gc", file.toString()).run();
            return result.succeeded()
                    ? new Keyfiles(keyfiles(result.output()))
                    : new Refused((result.output() + result.errors()).strip());
        } finally {
            Files.delete(file);
        }
    }

    /** It prints a list of pairs, name and text, below the name of the backend. */
    private static SortedMap<String, String> keyfiles(String output) throws IOException {
        var files = new TreeMap<String, String>();
        for (var pair : YAML.readTree(output).required("NetworkManager")) {
            files.put(pair.required(0).asText(), pair.required(1).asText());
        }
        return Collections.unmodifiableSortedMap(files);
    }
}
