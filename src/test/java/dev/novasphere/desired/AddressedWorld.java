package dev.novasphere.desired;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressLeaseSpec;
import dev.novasphere.api.AddressPool;
import dev.novasphere.api.NodeNetworkNode;
import dev.novasphere.api.NodeNetworkNode.State;
import dev.novasphere.api.NodeNetworkSpec;
import dev.novasphere.api.NodeNetworkType;
import dev.novasphere.api.VlanRange;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.external.InstanceSpec;
import dev.novasphere.external.InstanceStatus;
import dev.novasphere.external.InstanceTemplate;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.external.VirtualMachineSpec;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.ClusterNode;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.NodeNetworkOffer;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Storage;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with node networks, and what is there of one machine.
 *
 * @param nodeNetworks what the nodes offer
 * @param template what the next guest is told, where there is a VirtualMachine
 * @param instance the guest that runs
 * @param leases the machine's addresses
 */
record AddressedWorld(
        List<NodeNetworkOffer> nodeNetworks,
        Optional<InstanceSpec> template,
        Optional<VirtualMachineInstance> instance,
        Leases leases) {
    static final Settings SETTINGS = new Settings(
            Optional.empty(), Optional.empty(), List.of("br-*"), Optional.empty(), Optional.empty(), Map.of());
    static final AddressedWorld EMPTY = new AddressedWorld(
            List.of(nodeNetwork("lan", State.Ready), nodeNetwork("lab", State.Ready)),
            Optional.empty(),
            Optional.empty(),
            Leases.NONE);

    /** A node network of the bridge {@code br-<name>} with VLANs 100 to 199, on one node that is so far. */
    static NodeNetworkOffer nodeNetwork(String name, State state, AddressPool... pools) {
        var spec = new NodeNetworkSpec(
                NodeNetworkType.LINUX_BRIDGE,
                "br-" + name,
                null,
                null,
                List.of(new VlanRange(null, 100, 199, null)),
                true,
                Map.of(),
                new LabelSelectorBuilder().build(),
                null,
                false,
                null,
                List.of(pools));
        return new NodeNetworkOffer(name, spec, List.of(new NodeNetworkNode("node-1", state, null)), true, "So it is.");
    }

    static AddressPool pool(String name, String subnet) {
        return new AddressPool(name, 100, subnet, List.of(), List.of(), null, List.of());
    }

    /** A machine with these networks, in flow style. */
    static Wukong machine(String networks) {
        var owner = Owners.owner(new Wukong(), "team-a", "web");
        owner.setSpec(Serialization.unmarshal(
                "---\n{cpu: 1, memory: 1Gi, networks: [%s]}".formatted(networks), WukongSpec.class));
        return owner;
    }

    AddressedWorld offering(NodeNetworkOffer... offers) {
        return new AddressedWorld(List.of(offers), template, instance, leases);
    }

    /** With the leases of exactly these addresses of VLAN 100 of the node network lan, for the network lan. */
    AddressedWorld holding(String... addresses) {
        return with(
                Stream.of(addresses).map(address -> lease("lan", address, null)).toArray(AddressLease[]::new));
    }

    AddressedWorld with(AddressLease... held) {
        return new AddressedWorld(nodeNetworks, template, instance, new Leases(List.of(held), List.of()));
    }

    AddressedWorld refusing(Leases.Refused... refused) {
        return new AddressedWorld(nodeNetworks, template, instance, new Leases(leases.held(), List.of(refused)));
    }

    /** With the VirtualMachine that the operator makes of such a machine in this world. */
    AddressedWorld written(Wukong machine) {
        return new AddressedWorld(
                nodeNetworks,
                Optional.ofNullable(desired(machine).virtualMachine().getSpec().template())
                        .map(InstanceTemplate::spec),
                instance,
                leases);
    }

    /** With a guest of the VirtualMachine as it is, of which this is reported, in flow style. */
    AddressedWorld running(String status) {
        var guest = new VirtualMachineInstance();
        guest.setMetadata(new ObjectMetaBuilder().withName("web-vm").build());
        guest.setSpec(template.orElseThrow());
        guest.setStatus(Serialization.unmarshal("---\n" + status, InstanceStatus.class));
        return new AddressedWorld(nodeNetworks, template, Optional.of(guest), leases);
    }

    DesiredState desired(Wukong machine) {
        return DesiredState.of(machine, SETTINGS, observed());
    }

    Observed observed() {
        return new Observed(
                template.map(AddressedWorld::machine),
                instance,
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.of(Map.of()),
                new ClusterFacts(
                        Set.of(Project.KUBEVIRT, Project.MULTUS),
                        Set.of(),
                        Set.of(),
                        Storage.NONE,
                        Map.of("node-1", new ClusterNode(Map.of(), List.of())),
                        Set.of(),
                        nodeNetworks),
                leases);
    }

    private static VirtualMachine machine(InstanceSpec template) {
        var machine = new VirtualMachine();
        machine.setMetadata(new ObjectMetaBuilder().withName("web-vm").build());
        machine.setSpec(
                new VirtualMachineSpec("Always", new InstanceTemplate(new ObjectMetaBuilder().build(), template)));
        return machine;
    }

    /** A lease of VLAN 100. */
    static AddressLease lease(String nodeNetwork, String address, @Nullable String pool) {
        var lease = new AddressLease();
        lease.setMetadata(new ObjectMetaBuilder()
                .withName(Names.lease(nodeNetwork, 100, address))
                .build());
        lease.setSpec(new AddressLeaseSpec(
                nodeNetwork,
                100,
                address,
                pool,
                new AddressLeaseSpec.Holder("Wukong", "team-a", "web", "3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10", "lan")));
        return lease;
    }
}
