package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.api.WukongStatus;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of a network that cannot be had, and that it heals when it can. */
class NetworksIT {
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
              networks:
            """;
    private static final String ATTACHMENT = """
            apiVersion: k8s.cni.cncf.io/v1
            kind: NetworkAttachmentDefinition
            metadata: {name: mgmt-nad}
            spec: {config: '{"cniVersion":"1.0.0","name":"mgmt","type":"bridge","bridge":"br-mgmt","vlan":200}'}
            """;

    private final Tenant tenant = SharedTestbed.tenant("networks");

    @Test
    void anAttachmentDefinitionThatIsMadeLaterIsNoticed() throws Exception {
        tenant.apply(WUKONG + "    - {name: mgmt, type: bridge, nadName: mgmt-nad}\n");
        var missing = refused("AttachmentDefinitionMissing");
        assertThat(Tenant.read(missing, "NetworksConfigured"))
                .isEqualTo("False AttachmentDefinitionMissing: Network \"mgmt\" uses the existing attachment definition"
                        + " \"mgmt-nad\", which is not in namespace %s. Create it there, or remove nadName to have one made."
                                .formatted(tenant.namespace()));
        assertThat(Tenant.read(missing, "Ready")).isEqualTo(Tenant.read(missing, "NetworksConfigured"));
        assertThat(Tenant.read(missing, "VirtualMachineSynced")).startsWith("False WaitingForNetworks: ");
        assertThat(missing.phase()).isEqualTo("Pending");
        assertThat(tenant.get(VirtualMachine.class, "web-vm")).isEmpty();
        assertThat(Inventory.newsWith(tenant, "web", "AttachmentDefinitionMissing"))
                .containsOnlyOnce("AttachmentDefinitionMissing");

        tenant.apply(ATTACHMENT);
        var running = tenant.waitForRunning("web").getStatus();
        assertThat(running.networks())
                .singleElement()
                .satisfies(network -> assertThat(network.nadName()).isEqualTo("mgmt-nad"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vlanId: 100         | VlanMismatch   | asks for VLAN 100, but the attachment definition \"mgmt-nad\" has VLAN 200. Make both the same, or leave vlanId out.",
                "bridgeName: br-data | BridgeMismatch | asks for bridge \"br-data\", but the attachment definition \"mgmt-nad\" has bridge \"br-mgmt\". Make both the same, or leave bridgeName out.",
                "type: ovs           | TypeMismatch   | is of type ovs, but the attachment definition \"mgmt-nad\" has a configuration for the CNI plugin \"bridge\". Make both the same.",
            })
    void anAttachmentDefinitionThatDoesNotFitIsRefusedUntilItDoes(String field, String reason, String words)
            throws Exception {
        tenant.apply(ATTACHMENT);
        var network = field.startsWith("type") ? field : "type: bridge, " + field;
        tenant.apply(WUKONG + "    - {name: mgmt, nadName: mgmt-nad, %s}\n".formatted(network));
        assertThat(Tenant.read(refused(reason), "NetworksConfigured"))
                .isEqualTo("False %s: Network \"mgmt\" %s".formatted(reason, words));

        tenant.apply(WUKONG + "    - {name: mgmt, nadName: mgmt-nad, type: bridge, vlanId: 200}\n");
        tenant.waitForRunning("web");
    }

    @Test
    void withoutADefaultBridgeTheSettingIsNamed() throws Exception {
        var told = SharedTestbed.withOperator(Map.of(), () -> {
            tenant.apply(WUKONG + "    - {name: lan, type: bridge}\n");
            return refused("BridgeNotNamed");
        });
        assertThat(Tenant.read(told, "NetworksConfigured"))
                .isEqualTo("False BridgeNotNamed: Network \"lan\" names no bridge. Set its bridgeName, or ask the"
                        + " administrator for a default bridge (setting novasphere.default-bridge).");
        tenant.waitForRunning("web"); // The operator that is configured again.
    }

    @Test
    void twoInterfacesOfOneMacAddressAreRefusedAtOnce() {
        var wukong = WUKONG + """
                    - {name: one, type: bridge, macAddress: "02:00:00:00:00:01"}
                    - {name: two, type: bridge, macAddress: "02:00:00:00:00:01"}
                """;
        assertThatThrownBy(() -> tenant.apply(wukong))
                .hasMessageContaining("Two networks have the same macAddress, which breaks both.");
    }

    private WukongStatus refused(String reason) throws Exception {
        return tenant.waitFor("web", reason, status -> Tenant.because(status, "NetworksConfigured", reason))
                .getStatus();
    }
}
