package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster of one team, whose administrator has set a default uplink and declares nothing. */
class DefaultUplinkIT {
    private static final String ON_NEW =
            Story.SMALL + "networks: [{name: lan, type: bridge, bridgeName: br-new.1, vlanId: 100}]\n";

    private static Testbed bed;
    private static KubernetesClient client;

    @BeforeAll
    static void start() throws Exception {
        bed = Testbed.start(PlatformOptions.of(Pace.instant()));
        client = bed.plane().adminClient();
        apply(Chart.render("--set", "config.defaultUplink=ens2"));
    }

    @AfterAll
    static void end() throws IOException {
        client.close();
        bed.close();
    }

    @Test
    void aBridgeThatNobodyHasDeclaredIsMadeOnItOnce() throws Exception {
        var late = new Story(Tenant.of(client, "team"));
        try (var _ = bed.startOperator(Map.of("NOVASPHERE_DEFAULT_UPLINK", "ens2"))) {
            new Story(Tenant.of(client, "team")).run(ON_NEW);
            late.ask(ON_NEW.replace("br-new.1", "br-next"));
            late.status("it is refused", status -> Tenant.because(status, "NetworksConfigured", "NodeNetworkMissing"));
        }
        var made = new NodeNetworks(bed, client).find("br-new-1").orElseThrow().getSpec();
        assertThat(made.bridgeName()).isEqualTo("br-new.1");
        assertThat(made.uplink()).isEqualTo("ens2");
        assertThat(late.message("NetworksConfigured"))
                .contains("The default uplink carries bridge \"br-new.1\" already; use that");
    }

    private static void apply(List<HasMetadata> chart) {
        chart.stream()
                .filter(ClusterRole.class::isInstance)
                .forEach(role -> client.resource(role).forceConflicts().serverSideApply());
    }
}
