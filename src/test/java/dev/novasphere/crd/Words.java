package dev.novasphere.crd;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The words of a field that knows only a few. */
final class Words {
    private Words() {}

    /** Those that a schema allows. */
    static Set<String> of(JsonNode schema) {
        var words = new TreeSet<String>();
        schema.path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    /** Those of an enum, as they stand in JSON. */
    static Set<String> of(Class<?> type) {
        var words = new TreeSet<String>();
        for (var constant : type.getEnumConstants()) {
            words.add(word(type, ((Enum<?>) constant).name()));
        }
        return words;
    }

    private static String word(Class<?> type, String constant) {
        try {
            return Optional.ofNullable(type.getField(constant).getAnnotation(JsonProperty.class))
                    .map(JsonProperty::value)
                    .orElse(constant);
        } catch (NoSuchFieldException e) {
            throw new AssertionError(type + " has no constant " + constant + ".", e);
        }
    }
}
