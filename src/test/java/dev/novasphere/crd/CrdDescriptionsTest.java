package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code kubectl explain} has an answer for every field of the spec, and every value has a bound. */
class CrdDescriptionsTest {

    @ParameterizedTest
    @EnumSource
    void everyFieldOfTheSpecIsExplained(Crd crd) {
        assertThat(crd.places())
                .filteredOn(place -> place.path().startsWith("spec"))
                .allSatisfy(place -> assertThat(place.node().path("description").asText())
                        .as("description of " + place.path())
                        .endsWith(".")
                        .hasSizeGreaterThanOrEqualTo(30));
    }

    @ParameterizedTest
    @EnumSource
    void everyValueOfTheSpecIsBounded(Crd crd) {
        assertThat(crd.places())
                .filteredOn(place -> place.path().startsWith("spec"))
                .allSatisfy(place -> assertThat(place.node().toString())
                        .as("bound of " + place.path())
                        .containsAnyOf(boundsOf(place.node().path("type").asText())));
    }

    private static String[] boundsOf(String type) {
        return switch (type) {
            case "string" -> new String[] {"\"maxLength\"", "\"enum\""};
            case "integer" -> new String[] {"\"maximum\""};
            case "array" -> new String[] {"\"maxItems\""};
            case "object" -> new String[] {"\"properties\"", "\"maxProperties\""};
            case "boolean" -> new String[] {"\"boolean\""};
            default -> throw new AssertionError("No bound is known for type " + type + ".");
        };
    }
}
