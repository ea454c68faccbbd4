package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** No library of the Kubernetes model brings all its kinds into the operator. */
class KnownKindsTest {
    private static final String EVERY_KIND = "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";
    private static final Pattern LIBRARY = Pattern.compile("/(kubernetes-model-[a-z]+)-[0-9.]+\\.jar!");
    private static final String PREFIX = "quarkus.class-loading.removed-resources.\"io.fabric8:";

    @Test
    void everyListOfKindsIsLeftOutOfTheApplication() throws IOException {
        var bringing = Collections.list(getClass().getClassLoader().getResources(EVERY_KIND)).stream()
                .flatMap(file -> LIBRARY.matcher(file.toString()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        var properties = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        }
        var leftOut = properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .filter(name -> properties.getProperty(name).equals(EVERY_KIND))
                .map(name -> name.substring(PREFIX.length(), name.length() - 1))
                .collect(Collectors.toSet());

        assertThat(leftOut).isNotEmpty().isEqualTo(bringing);
    }
}
