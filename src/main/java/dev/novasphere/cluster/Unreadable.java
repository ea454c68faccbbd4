package dev.novasphere.cluster;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads objects that are not as their kind says. One such object among thousands would end the list that it is in, and
 * the informer with it; here it becomes an object of its metadata alone, which says that it could not be read.
 */
public final class Unreadable {
    private static final Logger LOG = Logger.getLogger(Unreadable.class);
    /** Carries the field. The API server takes no key with a space, so nobody can forge it. */
    private static final String FIELD = "unreadable for";
    /** The API server lets through whatever an object of at most 1.5 MiB can hold. */
    private static final StreamReadConstraints WIDE = StreamReadConstraints.builder()
            .maxNestingDepth(20_000)
            .maxNameLength(2_000_000)
            .build();

    private Unreadable() {}

    /** Lets a mapper read custom resources of any content. */
    public static void tolerate(ObjectMapper mapper) {
        mapper.getFactory().setStreamReadConstraints(WIDE);
        mapper.registerModule(new SimpleModule("unreadable objects") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setupModule(SetupContext context) {
                context.addBeanDeserializerModifier(new Modifier());
            }
        });
    }

    /** The field for which an object could not be read; empty: it could. */
    public static Optional<String> field(HasMetadata object) {
        return Optional.ofNullable(object.getMetadata().getAnnotations()).map(annotations -> annotations.get(FIELD));
    }

    /** What the log says already, the latest of it: each list and each change brings the same object again. */
    private static final class Told {
        private static final int MOST = 1_000;

        private final Map<String, String> pathByName = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > MOST;
            }
        };

        synchronized boolean isNews(String name, String path) {
            return !path.equals(pathByName.put(name, path));
        }
    }

    private static final class Modifier extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        private final transient Told told = new Told();

        @Override
        public JsonDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription type, JsonDeserializer<?> strict) {
            return CustomResource.class.isAssignableFrom(type.getBeanClass()) ? new Tolerant(strict, told) : strict;
        }
    }

    private static final class Tolerant extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;
        private final transient Told told;

        Tolerant(JsonDeserializer<?> strict, Told told) {
            super(strict);
            this.told = told;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> strict) {
            return new Tolerant(strict, told);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            var copy = context.bufferAsCopyOfValue(parser);
            try (var again = copy.asParserOnFirstToken()) {
                return super.deserialize(again, context);
            } catch (JsonMappingException e) {
                return metadataOf(copy, context, e);
            }
        }

        private Object metadataOf(TokenBuffer copy, DeserializationContext context, JsonMappingException fault)
                throws IOException {
            var object = tree(copy, context);
            if (!(object.get("metadata") instanceof ObjectNode metadata)) {
                throw fault; // No object of the API server.
            }
            metadata.withObjectProperty("annotations").put(FIELD, path(fault));
            tell(object, path(fault));
            try (var readable = object.retain("apiVersion", "kind", "metadata").traverse(copy.getCodec())) {
                readable.nextToken();
                return super.deserialize(readable, context);
            }
        }

        private static ObjectNode tree(TokenBuffer copy, DeserializationContext context) throws IOException {
            try (var again = copy.asParserOnFirstToken()) {
                return context.readTree(again) instanceof ObjectNode object
                        ? object
                        : context.getNodeFactory().objectNode();
            }
        }

        /** Such as {@code status.conditions[0].type}. */
        private static String path(JsonMappingException fault) {
            return fault.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining())
                    .replaceFirst("^\\.", "");
        }

        private void tell(ObjectNode object, String path) {
            var name = "%s %s/%s"
                    .formatted(
                            object.path("kind").asText(),
                            object.at("/metadata/namespace").asText(),
                            object.at("/metadata/name").asText());
            if (told.isNews(name, path)) {
                LOG.warnf(
                        "%s cannot be read: its field %s does not hold what the kind has there. Of this object nothing but its metadata is known.",
                        name, path);
            }
        }
    }
}
