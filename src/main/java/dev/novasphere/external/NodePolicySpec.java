package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy asks of which nodes.
 *
 * @param nodeSelector labels of the nodes
 * @param maxUnavailable how many nodes are changed at a time
 * @param capture what is looked up on each node before its state is made, by name, in the language of nmpolicy
 * @param desiredState in nmstate's own language, with every field that anybody wrote
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodePolicySpec(
        Map<String, String> nodeSelector,
        @Nullable IntOrString maxUnavailable,
        Map<String, String> capture,
        @Nullable JsonNode desiredState) {
    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public NodePolicySpec {
        nodeSelector = Lists.orEmpty(nodeSelector);
        capture = Lists.orEmpty(capture);
    }
}
