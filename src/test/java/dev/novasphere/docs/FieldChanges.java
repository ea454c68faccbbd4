package dev.novasphere.docs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.novasphere.crd.Crd;
import java.util.HashMap;
import java.util.Map;

/**
 * Which fields cannot be changed once the object exists, from the rules that compare with the old object.
 *
 * @param byPath "no" or "only grows" by the path that a rule speaks of
 */
record FieldChanges(Map<String, String> byPath) {

    static FieldChanges of(Crd crd) {
        var changes = new HashMap<String, String>();
        for (var place : crd.places()) {
            for (var rule : place.node().path("x-kubernetes-validations")) {
                var path = place.path() + rule.path("fieldPath").asText();
                if (says(rule, "cannot be changed")) {
                    changes.put(path, "no");
                } else if (says(rule, "cannot shrink")) {
                    changes.put(path, "only grows");
                }
            }
        }
        return new FieldChanges(changes);
    }

    /** "no" or "only grows" where a rule speaks of the field or of what it stands in, else "yes". */
    String at(String path) {
        return byPath.entrySet().stream()
                .filter(change -> path.equals(change.getKey()) || path.startsWith(change.getKey() + "."))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("yes");
    }

    private static boolean says(JsonNode rule, String words) {
        return rule.path("rule").asText().contains("oldSelf")
                && rule.path("messageExpression").asText().contains(words);
    }
}
