package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A cluster of one team, whose administrator has set a default uplink and declares nothing. */
class DefaultUplinkIT {
    private static final String ON_NEW =
            Story.SMALL + "networks: [{name: lan, type: bridge, bridgeName: br-new.1, vlanId: 100}]\n";

    private static KubernetesClient client;
    private static NodeNetworks networks;

    private final Story story = new Story(SharedTestbed.tenant("team"));
    private final Story late = new Story(SharedTestbed.tenant("team"));

    @BeforeAll
    static void start() {
        client = SharedTestbed.get().plane().adminClient();
        networks = new NodeNetworks(SharedTestbed.get(), client);
        apply(Chart.render("--set", "config.defaultUplink=ens2"));
    }

    @AfterAll
    static void end() {
        apply(Chart.access());
        client.close();
    }

    @AfterEach
    void leaveNothing() throws Exception {
        story.somebodyDeletes(Kind.WUKONG, Story.NAME);
        late.somebodyDeletes(Kind.WUKONG, Story.NAME);
        if (networks.find("br-new-1").isPresent()) {
            networks.ask("br-new-1");
            networks.seeGone("br-new-1");
        }
    }

    @Test
    void aBridgeThatNobodyHasDeclaredIsMadeOnItOnce() throws Exception {
        var said = SharedTestbed.withOperator(Map.of("NOVASPHERE_DEFAULT_UPLINK", "ens2"), () -> {
            story.run(ON_NEW);
            late.ask(ON_NEW.replace("br-new.1", "br-next"));
            late.status("it is refused", status -> Tenant.because(status, "NetworksConfigured", "NodeNetworkMissing"));
            return late.message("NetworksConfigured");
        });
        var made = networks.find("br-new-1").orElseThrow().getSpec();
        assertThat(made.bridgeName()).isEqualTo("br-new.1");
        assertThat(made.uplink()).isEqualTo("ens2");
        assertThat(said).contains("The default uplink carries bridge \"br-new.1\" already; use that");
    }

    private static void apply(List<HasMetadata> chart) {
        chart.stream()
                .filter(ClusterRole.class::isInstance)
                .forEach(role -> client.resource(role).forceConflicts().serverSideApply());
    }
}
