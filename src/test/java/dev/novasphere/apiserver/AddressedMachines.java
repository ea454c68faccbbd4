package dev.novasphere.apiserver;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressLeaseSpec;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.desired.Labels;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A VLAN of a test's own on a node network that everybody may use, its address pools, and machines on it. */
record AddressedMachines(int vlan, KubernetesClient client) {
    static final String NODE_NETWORK = "office";
    private static final AtomicInteger VLANS = new AtomicInteger(3000);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static AddressedMachines onAVlanOfTheirOwn() {
        return new AddressedMachines(
                VLANS.incrementAndGet(), SharedTestbed.get().plane().adminClient());
    }

    /** Adds a pool of this VLAN, as an administrator, in flow style. */
    void pool(String pool) {
        var yaml = """
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: NodeNetwork
                metadata: {name: %s}
                spec:
                  addressPools:
                    - {name: vlan-%d, vlanId: %d, %s}
                """.formatted(NODE_NETWORK, vlan, vlan, pool);
        client.resource(client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class))
                .fieldManager("vlan-" + vlan)
                .forceConflicts()
                .serverSideApply();
    }

    /** A machine with one network, in flow style: what is asked for besides node network and VLAN. */
    void ask(Tenant tenant, String name, String asked) {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: %s}
                spec:
                  cpu: 1
                  memory: 1Gi
                  guestAgent: true
                  networks:
                    - {name: lan, type: bridge, nodeNetwork: %s, vlanId: %d, %s}
                """.formatted(name, NODE_NETWORK, vlan, asked));
    }

    void askFor(Tenant tenant, String name, String address) {
        ask(tenant, name, "ipConfig: {mode: static, address: %s/24}".formatted(address));
    }

    void askForAny(Tenant tenant, String name) {
        ask(tenant, name, "ipConfig: {mode: pool}");
    }

    /** Leaves the lease of an address behind, of a holder of this kind that is not there. */
    void leave(String kind, String address) {
        var lease = new AddressLease();
        lease.setMetadata(new ObjectMetaBuilder()
                .withName("%s.%d.%s".formatted(NODE_NETWORK, vlan, address.replace('.', '-')))
                .addToLabels(Labels.MANAGED_BY, Labels.MANAGER)
                .build());
        lease.setSpec(new AddressLeaseSpec(
                NODE_NETWORK,
                vlan,
                address,
                null,
                new AddressLeaseSpec.Holder(kind, "default", "gone", "uid-of-" + address, "lan")));
        client.resource(lease).create();
    }

    /** Waits until a machine is refused for this reason, and returns what its user reads. */
    String refused(Tenant tenant, String name, String reason) throws Exception {
        var told = tenant.waitFor(name, reason, status -> Tenant.because(status, "NetworksConfigured", reason));
        return Tenant.read(told.getStatus(), "NetworksConfigured");
    }

    /** The leases of the VLAN: the name of the holder, by address. */
    Map<String, String> holders() {
        return leases().stream()
                .collect(Collectors.toMap(
                        lease -> lease.getSpec().address(),
                        lease -> lease.getSpec().holder().name(),
                        (one, other) -> one + " and " + other,
                        TreeMap::new));
    }

    List<AddressLease> leases() {
        return client.resources(AddressLease.class).list().getItems().stream()
                .filter(lease -> NODE_NETWORK.equals(lease.getSpec().nodeNetwork())
                        && Integer.valueOf(vlan).equals(lease.getSpec().vlanId()))
                .toList();
    }

    /** Waits until the leases are these. */
    void see(Map<String, String> holders) throws Exception {
        see("the leases " + holders, holders::equals);
    }

    Map<String, String> see(String what, Predicate<Map<String, String>> wanted) throws Exception {
        return Eventually.see(what, PATIENCE, this::holders, wanted);
    }

    /** Waits until so many machines of a namespace run, and so many are refused for want of an address. */
    void seeCounts(Tenant tenant, long running, long exhausted) throws Exception {
        Eventually.see(
                "%d run and %d have no address".formatted(running, exhausted),
                PATIENCE.multipliedBy(3),
                () -> List.of(
                        count(tenant, Tenant::isRunning),
                        count(tenant, status -> Tenant.because(status, "NetworksConfigured", "PoolExhausted"))),
                List.of(running, exhausted)::equals);
    }

    /** Waits until the guests of a namespace have these addresses, each the one of its lease. */
    void seeGuests(Tenant tenant, Map<String, String> holders) throws Exception {
        Eventually.see("guests with the addresses " + holders, PATIENCE, () -> guests(tenant), holders::equals);
    }

    private static Map<String, String> guests(Tenant tenant) {
        return all(tenant)
                .filter(wukong -> Tenant.isRunning(wukong.getStatus()))
                .flatMap(wukong -> wukong.getStatus().networks().getFirst().ipAddresses().stream()
                        .map(address -> Map.entry(address, wukong.getMetadata().getName())))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one + " and " + other, TreeMap::new));
    }

    private static Stream<Wukong> all(Tenant tenant) {
        return tenant.client().resources(Wukong.class).inNamespace(tenant.namespace()).list().getItems().stream()
                .filter(wukong -> wukong.getStatus() != null);
    }

    private static long count(Tenant tenant, Predicate<WukongStatus> wanted) {
        return all(tenant).filter(wukong -> wanted.test(wukong.getStatus())).count();
    }
}
