package dev.novasphere.desired;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import java.util.Optional;

/** The configuration that the CNI plugin of each network type reads. */
final class CniConfig {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CniConfig() {}

    /**
     * The bridge plugin 1.9. {@code preserveDefaultVlan} was true by default before 1.8 and would leave VLAN 1 on the
     * port; {@code disableContainerInterface} because the guest, not the pod, owns the address, for which reason
     * {@code ipam} is empty: the plugin refuses both together. {@code mtu} is that of the pod's interface, which KubeVirt
     * hands on to the guest; the plugin leaves a bridge that is there as it is.
     */
    static String bridge(MachineResource owner, Network network, String bridge, Optional<Integer> mtu) {
        var config = start("0.3.1", owner, network, "bridge").put("bridge", bridge);
        if (network.vlanId() != null) {
            config.put("vlan", network.vlanId());
        }
        mtu.ifPresent(bytes -> config.put("mtu", bytes));
        config.put("preserveDefaultVlan", false).put("macspoofchk", true).put("disableContainerInterface", true);
        config.putObject("ipam");
        return text(config);
    }

    /** ovs-cni 0.39. */
    static String ovs(MachineResource owner, Network network, String bridge) {
        var config = start("0.4.0", owner, network, "ovs").put("bridge", bridge);
        if (network.vlanId() != null) {
            config.put("vlan", network.vlanId());
        }
        return text(config);
    }

    /** sriov-cni: without {@code vlan} the function keeps the tag of its last user, so untagged is written as 0. */
    static String sriov(MachineResource owner, Network network) {
        var vlan = network.vlanId() == null ? 0 : network.vlanId();
        var config = start("0.3.1", owner, network, "sriov").put("vlan", vlan).put("spoofchk", "on");
        config.putObject("ipam");
        return text(config);
    }

    /** macvtap-cni, for KubeVirt's macvtap binding. */
    static String macvtap(MachineResource owner, Network network) {
        return text(start("0.3.1", owner, network, "macvtap").put("mtu", 1500));
    }

    private static ObjectNode start(String cniVersion, MachineResource owner, Network network, String type) {
        return JSON.createObjectNode()
                .put("cniVersion", cniVersion)
                .put("name", owner.name() + "-" + network.name())
                .put("type", type);
    }

    private static String text(ObjectNode config) {
        try {
            return JSON.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of strings and numbers is always JSON: " + config, e);
        }
    }
}
