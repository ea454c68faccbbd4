package dev.novasphere.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A namespace whose labels have not been seen is not one without labels. */
class UnknownNamespaceTest {
    private static final Settings SETTINGS = new Settings(
            Optional.empty(), Optional.empty(), List.of("br-*"), Optional.empty(), Optional.empty(), Map.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{matchLabels: {team: a}}",
                "{matchExpressions: [{key: team, operator: NotIn, values: [b]}]}",
                "{matchExpressions: [{key: closed, operator: DoesNotExist}]}"
            })
    void nobodyIsAllowedAndTheMachineWaits(String selector) {
        assertThat(obstacle(selector, Optional.empty())).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.reason()).isEqualTo("NodeNetworkNotReady");
            assertThat(obstacle.message())
                    .isEqualTo(
                            "Network \"lan\" waits until the operator has seen the labels of namespace team-a, by which administrators allow networks. This passes by itself.");
        });
    }

    @Test
    void oneWithoutLabelsIsTakenAtItsWord() {
        assertThat(obstacle("{matchExpressions: [{key: closed, operator: DoesNotExist}]}", Optional.of(Map.of())))
                .isEmpty();
    }

    private static Optional<Obstacle> obstacle(String selector, Optional<Map<String, String>> namespace) {
        var owner = Owners.owner(new Wukong(), "team-a", "web");
        owner.setSpec(Serialization.unmarshal(
                "networks:\n- {name: lan, type: bridge, bridgeName: br-lan, vlanId: 100}", WukongSpec.class));
        var offer = Offers.offer(
                "lan", "type: linux-bridge\nbridgeName: br-lan\nvlans: [{id: 100}]\nnamespaceSelector: " + selector);
        return NetworkPlans.of(owner, SETTINGS, Offers.cluster(namespace, offer))
                .getFirst()
                .obstacle();
    }
}
