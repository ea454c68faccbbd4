package dev.novasphere.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Objects to YAML text and back. Kubernetes objects go through the client's own serialization, so what stands in a golden
 * is what is sent; only the order of map entries is fixed, which the API server does not look at.
 */
final class GoldenYaml {
    private static final KubernetesSerialization CLIENT = new KubernetesSerialization(
            new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS), false);
    private static final YAMLMapper TEXT = YAMLMapper.builder(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .build())
            .addModule(new Jdk8Module())
            .build();

    private GoldenYaml() {}

    /** The object as the operator would send it, as YAML. */
    static String text(Object object) {
        try {
            return TEXT.writeValueAsString(TEXT.readTree(CLIENT.asJson(object)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The client's own JSON is YAML: " + object, e);
        }
    }

    /** The object of a manifest, read as the operator's client reads an answer of the API server. */
    static <T> T object(Path file, Class<T> type) {
        return CLIENT.unmarshal(content(file), type);
    }

    /** The same of a tree. */
    static <T> T object(JsonNode tree, Class<T> type) {
        return CLIENT.convertValue(tree, type);
    }

    /** A file that describes the case and is no Kubernetes object: every unknown key is an error. */
    static <T> T description(Path file, Class<T> type) {
        try {
            return TEXT.readValue(content(file), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The same where several files describe it together. */
    static <T> T description(Class<T> type, Path... files) {
        try {
            var whole = TEXT.createObjectNode();
            for (var file : files) {
                whole.setAll((ObjectNode) TEXT.readTree(content(file)));
            }
            return TEXT.treeToValue(whole, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(List.of(files) + ": " + e.getOriginalMessage(), e);
        }
    }

    /** The same for types with parameters. */
    static <T> T description(Path file, TypeReference<T> type) {
        try {
            return TEXT.readValue(content(file), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
