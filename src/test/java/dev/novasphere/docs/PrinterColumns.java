package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.crd.Crd;
import java.util.List;
import java.util.stream.StreamSupport;

/** What {@code kubectl get} prints. */
final class PrinterColumns {
    private PrinterColumns() {}

    static String table(Crd crd) {
        var columns = crd.version().path("additionalPrinterColumns");
        return Markdown.table(
                List.of("Column", "From", "Shown", "Meaning"),
                StreamSupport.stream(columns.spliterator(), false)
                        .map(PrinterColumns::row)
                        .toList());
    }

    private static List<String> row(JsonNode column) {
        return List.of(
                column.path("name").asText(),
                Markdown.code(column.path("jsonPath").asText().substring(1)),
                column.path("priority").asInt() == 0 ? "always" : "with `-o wide`",
                column.path("description").asText("Time since the object was made."));
    }
}
