package dev.novasphere.testkit.consumers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks {@code cloud-init schema} whether the guest will understand a text. */
public final class CloudInitSchema {

    /** What a text is to cloud-init; the label is cloud-init's own word for it. */
    public enum Kind {
        /** User data: a {@code #cloud-config} document, or a MIME message of several. */
        USER_DATA("cloud-config"),
        /** Network data, version 1 or 2. */
        NETWORK_DATA("network-config");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    /** A text to be checked. */
    public record Document(Kind kind, String text) {}

    /**
     * What cloud-init said.
     *
     * @param valid every part was checked and found valid
     * @param output cloud-init's own words, a line for each part and complaint
     */
    public record Verdict(boolean valid, String output) {}

    private CloudInitSchema() {}

    public static Verdict check(Kind kind, String text) throws IOException, InterruptedException {
        return checkAll(List.of(new Document(kind, text))).getFirst();
    }

    /** Checks many documents at the price of about one: loading cloud-init takes longest. Verdicts come in order. */
    public static List<Verdict> checkAll(List<Document> documents) throws IOException, InterruptedException {
        if (documents.isEmpty()) {
            return List.of();
        }
        try (var sandbox = Sandbox.open()) {
            sandbox.copy(Recipes.FOLDER.resolve("cloud-init/check.py"), "check.py");
            for (int i = 0; i < documents.size(); i++) {
                sandbox.write(
                        "in/" + fileName(i, documents.get(i)), documents.get(i).text());
            }
            var result = sandbox.run("python3", "/mnt/check.py");
            if (!result.succeeded()) {
                throw new IOException("cloud-init could not be asked: " + result.errors());
            }
            var answers = new ObjectMapper().readTree(result.output());
            var verdicts = new ArrayList<Verdict>();
            for (int i = 0; i < documents.size(); i++) {
                verdicts.add(verdict(answers.required(fileName(i, documents.get(i)))));
            }
            return verdicts;
        }
    }

    private static String fileName(int number, Document document) {
        return number + "." + document.kind().label;
    }

    private static Verdict verdict(JsonNode parts) {
        // The words are required because the exit code is also 0 when cloud-init skips a check.
        var valid = !parts.isEmpty()
                && parts.valueStream()
                        .allMatch(part -> part.required("exit").asInt() == 0
                                && part.required("output").asText().contains("Valid schema"));
        return new Verdict(
                valid,
                parts.valueStream()
                        .map(part -> part.required("part").asText() + ": "
                                + part.required("output").asText().strip())
                        .collect(Collectors.joining("\n")));
    }
}
