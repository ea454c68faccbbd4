package dev.novasphere.crd;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * One rule in CEL.
 *
 * @param crd whose rule it is
 * @param field where the API server says it is broken, with [] for an index
 * @param text the longest part of its message that does not depend on the object
 */
public record CrdRule(Crd crd, String field, String text) {
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");

    /** Every rule of a CRD, in its order. */
    public static List<CrdRule> of(Crd crd) {
        return crd.places().stream()
                .flatMap(place -> StreamSupport.stream(
                                place.node().path("x-kubernetes-validations").spliterator(), false)
                        .map(rule -> of(crd, place, rule)))
                .toList();
    }

    /** Whether a case shows this rule. */
    public boolean isShownBy(RejectedCase shown) {
        return shown.crd() == crd
                && shown.field().equals(field)
                && shown.message().contains(text);
    }

    private static CrdRule of(Crd crd, Crd.Place place, JsonNode rule) {
        var field = place.path() + rule.path("fieldPath").asText();
        return new CrdRule(crd, field.startsWith(".") ? field.substring(1) : field, text(rule));
    }

    private static String text(JsonNode rule) {
        if (rule.has("message")) {
            return rule.get("message").asText();
        }
        return LITERAL.matcher(rule.path("messageExpression").asText())
                .results()
                .map(found -> found.group(1))
                .max(Comparator.comparingInt(String::length))
                .orElseThrow(() -> new AssertionError("The rule " + rule + " has no message."));
    }
}
