package dev.novasphere.guard;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.testkit.operator.OfferedNetworks;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Policies;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A cluster with two tenants, the policies of the chart and the packaged operator: a visitor in the one namespace, and
 * in the other somebody who has a machine and wants to hear nothing of it.
 *
 * @param bed the cluster
 * @param admin an administrator's client
 * @param operator started once
 * @param home the visitor's namespace
 * @param visitor who tries the inputs
 * @param landlord who rules in the visitor's namespace
 * @param victim the other namespace
 */
record Scene(
        Testbed bed,
        KubernetesClient admin,
        OperatorProcess operator,
        Tenant home,
        Visitor visitor,
        Visitor landlord,
        Tenant victim)
        implements AutoCloseable {

    /** What an administrator might set. */
    private static final String VALUES = """
            admission:
              images:
                allowedHosts: ["*.example.com", quay.io]
                plainHttpHosts: [mirror.example.com]
              storage:
                allowedClasses: ["longhorn*", local-path]
              limits: {cpu: 32, memory: 64Gi, disks: 4, diskSize: 1Ti, networks: 2}
            """;

    /** What is another tenant's, as a whole or in part. */
    private static final List<String> NODE_NETWORKS = List.of("""
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: NodeNetwork
            metadata: {name: victims}
            spec:
              type: linux-bridge
              bridgeName: br-victim
              managed: false
              vlans: [{id: 10}]
              allowUntagged: true
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: victim}}
              addressPools:
                - {name: of-the-victim, vlanId: 10, subnet: 10.22.3.0/24, gateway: 10.22.3.1}
            """, """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: NodeNetwork
            metadata: {name: shared}
            spec:
              type: linux-bridge
              bridgeName: br-shared
              managed: false
              vlans:
                - {id: 10}
                - {id: 20, namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: victim}}}
              namespaceSelector: {}
              addressPools:
                - {name: ten, vlanId: 10, subnet: 10.22.1.0/24, ranges: [10.22.1.100-10.22.1.120], gateway: 10.22.1.1}
                - {name: twenty, vlanId: 20, subnet: 10.22.2.0/24}
            """, """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: NodeNetwork
            metadata: {name: victims-functions}
            spec:
              type: sriov
              resourceName: victim.example.com/vf
              allowUntagged: true
              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: victim}}
            """);

    private static final List<String> BRIDGES = List.of("br-victim", "br-shared");

    /** Words that stand in Secrets of the visitor's namespace, and that nobody may find anywhere else. */
    private static final Map<String, String> SECRETS = Map.of(
            "token-of-an-account", "canary-token",
            "certificate-of-a-server", "canary-private-key",
            "release-of-a-chart", "canary-release",
            "not-a-key", "canary-not-a-key",
            "very-long-key", "canary-long-key".repeat(60_000),
            "key-with-a-command", "command=\"canary-command\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 canary-key");

    /** Who has what others may want: written addresses of both families, a MAC address, and an address of a pool. */
    private static final List<String> HOLDERS = List.of("""
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: holder}
            spec:
              cpu: 1
              memory: 1Gi
              networks:
                - name: lan
                  type: bridge
                  nodeNetwork: shared
                  vlanId: 10
                  macAddress: "02:22:aa:00:00:01"
                  ipConfig: {mode: static, addresses: [10.22.1.5/24, "2001:db8:22::a5/64"]}
            """, """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: holder-of-a-pool}
            spec:
              cpu: 1
              memory: 1Gi
              networks:
                - {name: lan, type: bridge, nodeNetwork: shared, vlanId: 10, ipConfig: {mode: pool}}
            """);

    static Scene prepare() throws Exception {
        var bed = Testbed.start(PlatformOptions.of(Pace.instant()));
        var admin = bed.plane().adminClient();
        Policies.of(VALUES).enforce(admin);
        NODE_NETWORKS.forEach(network -> admin.resource(Serialization.unmarshal(network, NodeNetwork.class))
                .serverSideApply());
        for (var node : bed.platform().nmState().nodes()) {
            BRIDGES.forEach(bridge -> bed.platform().nmState().give(node, OfferedNetworks.bridge(bridge)));
        }
        var operator = bed.startOperator();
        var home = Tenant.in(admin, "home-of-mallory");
        SECRETS.forEach((name, text) -> secret(home, name, text));
        home.apply(attachment(
                "takes-a-device", "{\"cniVersion\":\"1.0.0\",\"type\":\"host-device\",\"device\":\"eth0\"}"));
        var victim = Tenant.in(admin, "victim");
        secret(victim, "keys", "canary-of-the-victim");
        victim.apply(attachment(
                "lan-of-the-victim", "{\"cniVersion\":\"1.0.0\",\"type\":\"bridge\",\"bridge\":\"br-lan\"}"));
        victim.apply(machine("quiet"));
        HOLDERS.forEach(victim::apply);
        for (var name : List.of("quiet", "holder", "holder-of-a-pool")) {
            victim.waitForRunning(name);
        }
        return new Scene(
                bed, admin, operator, home, Visitor.of(bed.plane(), home), Visitor.landlord(bed.plane(), home), victim);
    }

    /** What nobody of the visitor's namespace is told, unless they know it already. */
    NamesOfOthers namesOfOthers() {
        return NamesOfOthers.of(
                admin, victim, home, List.of("victims", "victims-functions", "of-the-victim", "twenty"));
    }

    /** A Wukong with a disk and a network. */
    static String machine(String name) {
        return """
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: %s}
                spec:
                  cpu: 1
                  memory: 1Gi
                  networks:
                    - {name: lan, type: bridge, bridgeName: br-lan}
                  disks:
                    - {name: data, size: 10Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                """.formatted(name);
    }

    private static String attachment(String name, String config) {
        return """
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: %s}
                spec: {config: '%s'}
                """.formatted(name, config);
    }

    private static void secret(Tenant tenant, String name, String text) {
        tenant.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(tenant.namespace())
                        .withName(name)
                        .endMetadata()
                        .addToStringData("key", text)
                        .build())
                .create();
    }

    @Override
    public void close() throws IOException {
        visitor.close();
        landlord.close();
        operator.close();
        admin.close();
        bed.close();
    }
}
