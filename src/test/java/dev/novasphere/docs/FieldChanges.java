package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.crd.Crd;
import java.util.HashMap;
import java.util.Map;

/** Which fields cannot be changed once the object exists, from the rules that compare with the old object. */
final class FieldChanges {
    private FieldChanges() {}

    /** "no" or "only grows" by the path of the field; every other field can be changed. */
    static Map<String, String> byField() {
        var changes = new HashMap<String, String>();
        for (var place : Crd.places()) {
            for (var rule : place.node().path("x-kubernetes-validations")) {
                var path = place.path() + rule.path("fieldPath").asText();
                if (says(rule, "cannot be changed")) {
                    changes.put(path, "no");
                } else if (says(rule, "cannot shrink")) {
                    changes.put(path, "only grows");
                }
            }
        }
        return changes;
    }

    private static boolean says(JsonNode rule, String words) {
        return rule.path("rule").asText().contains("oldSelf")
                && rule.path("messageExpression").asText().contains(words);
    }
}
