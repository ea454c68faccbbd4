package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the CEL rules of a schema say to the user. */
final class CelMessages {
    private static final String VALUE = "…";

    private CelMessages() {}

    static List<String> of(JsonNode schema) {
        return StreamSupport.stream(schema.path("x-kubernetes-validations").spliterator(), false)
                .map(rule -> rule.has("message")
                        ? rule.get("message").asText()
                        : withoutValues(rule.get("messageExpression").asText()))
                .toList();
    }

    /** The text literals of a CEL sum; everything between them is a value. */
    static String withoutValues(String expression) {
        var text = new StringBuilder();
        var depth = 0;
        var literal = false;
        for (var sign : expression.toCharArray()) {
            if (sign == '\'') {
                literal = !literal;
            } else if (!literal && (sign == '(' || sign == ')')) {
                depth += sign == '(' ? 1 : -1;
                value(text);
            } else if (literal && depth == 0) {
                text.append(sign);
            } else if (!literal && Character.isLetter(sign)) {
                value(text);
            }
        }
        return text.toString();
    }

    private static void value(StringBuilder text) {
        if (!text.toString().endsWith(VALUE)) {
            text.append(VALUE);
        }
    }
}
