package dev.novasphere.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.external.NetworkAttachmentDefinition;
import java.util.Optional;

/** What an attachment definition says, whoever wrote it. */
public final class AttachmentConfig {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AttachmentConfig() {}

    /** The configuration of the plugin that makes the interface: the first one of a list. Empty: it is no JSON object. */
    static Optional<JsonNode> of(NetworkAttachmentDefinition attachment) {
        if (attachment.getSpec() == null || attachment.getSpec().config() == null) {
            return Optional.empty();
        }
        try {
            var config = JSON.readTree(attachment.getSpec().config());
            return Optional.of(config.has("plugins") ? config.path("plugins").path(0) : config)
                    .filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty(); // The caller tells the user that this is no JSON.
        }
    }

    /** The bridge that it attaches to. */
    public static Optional<String> bridge(NetworkAttachmentDefinition attachment) {
        return of(attachment).map(config -> config.path("bridge").asText(null));
    }

    /** The MTU of the interface. */
    static Optional<Integer> mtu(NetworkAttachmentDefinition attachment) {
        return of(attachment)
                .filter(config -> config.has("mtu"))
                .map(config -> config.path("mtu").asInt());
    }

    /** The extended resource that it takes. */
    public static Optional<String> resource(NetworkAttachmentDefinition attachment) {
        return Optional.ofNullable(attachment.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(NetworkAttachments.RESOURCE_NAME));
    }
}
