package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressLeaseSpec;
import dev.novasphere.desired.Labels;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who looks for the holder of an address reads nothing of whose it is, not even where the looking fails. */
class LeaseHoldersTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 403, 404, 500})
    void whatCannotBeAskedIsNotCertain(int code) {
        var fault = new KubernetesClientException("GET namespaces/team-b/wukongs/db-01", code, null);
        assertThat(new LeaseHolders(failing(fault), new KnownMachines()).hasGone(lease("Wukong")))
                .isFalse();
    }

    @Test
    void aKindThatIsNotOursIsNotLookedFor() {
        var unasked = failing(new IllegalStateException("It was asked."));
        assertThat(new LeaseHolders(unasked, new KnownMachines()).hasGone(lease("Router")))
                .isFalse();
    }

    @Test
    void whatTheOperatorHasNotMadeIsNotItsToTake() {
        var foreign = lease("Wukong");
        foreign.getMetadata().setLabels(Map.of());
        var unasked = failing(new IllegalStateException("It was asked."));
        assertThat(new LeaseHolders(unasked, new KnownMachines()).hasGone(foreign))
                .isFalse();
    }

    private static KubernetesClient failing(RuntimeException fault) {
        return (KubernetesClient) Proxy.newProxyInstance(
                KubernetesClient.class.getClassLoader(),
                new Class<?>[] {KubernetesClient.class},
                (self, method, arguments) -> {
                    throw fault;
                });
    }

    private static AddressLease lease(String kind) {
        var lease = new AddressLease();
        lease.setMetadata(new ObjectMetaBuilder()
                .withName("lan.100.10-0-0-5")
                .addToLabels(Labels.MANAGED_BY, Labels.MANAGER)
                .build());
        lease.setSpec(new AddressLeaseSpec(
                "lan", 100, "10.0.0.5", null, new AddressLeaseSpec.Holder(kind, "team-b", "db-01", "some-uid", "lan")));
        return lease;
    }
}
