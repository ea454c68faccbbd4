package dev.novasphere;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogObjectTest {
    @Test
    void theObjectIsNamedInTheWordsOfKubernetes() {
        assertThat(LogObject.object(Map.of(
                        "resource.kind", "Wukong",
                        "resource.namespace", "production",
                        "resource.name", "web",
                        "resource.generation", "3",
                        "resource.uid", "5a1e0c8e",
                        "eventsource.event.resource.name", "another")))
                .isEqualTo(Map.of("kind", "Wukong", "namespace", "production", "name", "web", "generation", "3"));
    }

    @Test
    void aLineAboutNoObjectNamesNone() {
        assertThat(LogObject.object(Map.of())).isEmpty();
    }
}
