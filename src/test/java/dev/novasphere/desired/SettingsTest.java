package dev.novasphere.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As the chart's policies read the same patterns. */
class SettingsTest {
    @ParameterizedTest
    @CsvSource({
        "br-*, br-lan, true",
        "br-*, br-, true",
        "br-*, xbr-lan, false",
        "br-?, br-1, true",
        "br-?, br-12, false",
        "br.1, br-1, false",
        "br-(a|b), br-a, false"
    })
    void aStarStandsForAnythingAndAQuestionMarkForOneCharacter(String pattern, String bridge, boolean allowed) {
        var settings = new Settings(
                Optional.empty(), Optional.empty(), List.of(pattern), Optional.empty(), Optional.empty(), Map.of());
        assertThat(settings.allowsBridge(bridge)).isEqualTo(allowed);
    }
}
