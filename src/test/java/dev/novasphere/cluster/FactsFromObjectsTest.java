package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.external.NodeNetworkState;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** What the objects of the cluster say. */
class FactsFromObjectsTest {
    @Test
    void aNodeHasTheAddressesOfAllItsInterfaces() {
        var state = Serialization.unmarshal("""
                apiVersion: nmstate.io/v1beta1
                kind: NodeNetworkState
                metadata: {name: node-1}
                status:
                  currentState:
                    interfaces:
                      - {name: lo, type: loopback, ipv4: {enabled: true, address: [{ip: 127.0.0.1, prefix-length: 8}]}, ipv6: {enabled: true, address: [{ip: "::1", prefix-length: 128}]}}
                      - {name: bond1, type: bond}
                      - name: bond1.100
                        type: vlan
                        ipv4: {enabled: true, address: [{ip: 192.168.100.11, prefix-length: 24}, {ip: 169.254.3.4, prefix-length: 16}]}
                        ipv6: {enabled: true, address: [{ip: "fe80::11", prefix-length: 64}, {ip: "2001:db8::11", prefix-length: 64}]}
                """, NodeNetworkState.class);
        assertThat(FactsFromObjects.addresses(state)).containsExactly("192.168.100.11", "2001:db8::11");
        assertThat(FactsFromObjects.addresses(new NodeNetworkState())).isEmpty();
    }
}
