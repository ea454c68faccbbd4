package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is seen on a node, in nmstate's own language. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NodeNetworkStateStatus(@Nullable CurrentState currentState) {

    /** Interfaces and routes. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record CurrentState(
            List<NodeInterface> interfaces, @Nullable Routes routes) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public CurrentState {
            interfaces = Lists.orEmpty(interfaces);
        }
    }

    /**
     * The routes of the node.
     *
     * @param running those in force
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Routes(List<Route> running) {
        @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
        public Routes {
            running = Lists.orEmpty(running);
        }
    }

    /**
     * One route.
     *
     * @param destination prefix, such as {@code 0.0.0.0/0}
     * @param nextHopInterface the interface that it goes through
     * @param nextHopAddress the gateway
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Route(
            @Nullable String destination,
            @JsonProperty("next-hop-interface") @Nullable String nextHopInterface,
            @JsonProperty("next-hop-address") @Nullable String nextHopAddress) {
        /** The destination of IPv4's way to everywhere. */
        public static final String DEFAULT = "0.0.0.0/0";

        /** Whether it is the way to everywhere, IPv4 or IPv6. */
        public boolean isDefault() {
            return DEFAULT.equals(destination) || "::/0".equals(destination);
        }
    }
}
