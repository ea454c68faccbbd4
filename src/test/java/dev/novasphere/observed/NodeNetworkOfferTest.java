package dev.novasphere.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeNetworkOfferTest {
    private static final String USED = "It is used by team-a/web.";

    @Test
    void oneThatGoesTellsTenantsNotWhoUsesItStill() {
        var network = network();
        assertThat(NodeNetworkOffer.of(network).account()).isEqualTo(USED);
        network.getMetadata().setDeletionTimestamp("2026-01-01T00:00:00Z");
        assertThat(NodeNetworkOffer.of(network).account()).isEqualTo("An administrator has asked for its removal.");
        assertThat(NodeNetworkOffer.of(network).isOpen()).isFalse();
    }

    @Test
    void oneThatCannotBeFollowedSendsTenantsToNoConditionThatTheyDoNotSee() {
        var network = network();
        var status = network.getStatus();
        var refused = new ConditionBuilder()
                .withType("Accepted")
                .withStatus("False")
                .withMessage("uplink \"ens2\" belongs to NodeNetwork secret already.")
                .build();
        network.setStatus(new NodeNetworkStatus(
                1L,
                null,
                Stream.concat(status.conditions().stream(), Stream.of(refused)).toList(),
                List.of()));
        assertThat(NodeNetworkOffer.of(network).account())
                .isEqualTo("Its spec cannot be followed; an administrator has to correct it.");
    }

    private static NodeNetwork network() {
        var network = new NodeNetwork();
        network.setMetadata(new ObjectMetaBuilder().withName("lab").build());
        var ready = new ConditionBuilder()
                .withType("Ready")
                .withStatus("False")
                .withReason("InUse")
                .withMessage(USED)
                .build();
        network.setStatus(new NodeNetworkStatus(1L, null, List.of(ready), List.of()));
        return network;
    }
}
