package dev.novasphere.testkit.simulators;

import dev.novasphere.testkit.simulators.Writes.Op;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What virt-controller does about interfaces that come and go while the guest runs (pkg/network/controllers/vm.go and
 * pkg/network/vmliveupdate of v1.8; not provoked on the real one but for the plugging).
 */
final class InterfaceSync {

    private static final String GATE = "LiveUpdateNADRef";

    private InterfaceSync() {}

    /** Whether the administrator lets a running guest be moved to another attachment definition. */
    static boolean movesNetworks(Cluster cluster) {
        return cluster.kubeVirts.all().stream()
                .anyMatch(kubeVirt -> Tree.of(kubeVirt)
                        .at("spec", "configuration", "developerConfiguration")
                        .texts("featureGates")
                        .contains(GATE));
    }

    /** Brings what can be plugged and unplugged from a template into the spec of its instance. */
    static void sync(Tree template, GenericKubernetesResource instance, Tree spec, boolean movesNetworks) {
        var nics = interfaces(spec);
        var networks = spec.items("networks");
        for (var wanted : interfaces(template)) {
            var name = name(wanted);
            var there = named(nics, name);
            var network = named(template.items("networks"), name).orElseThrow();
            if (there.isEmpty() && !isAbsent(wanted) && (wanted.has("bridge") || wanted.has("sriov"))) {
                nics = with(nics, wanted);
                networks = with(networks, network);
            } else if (there.isPresent() && isAbsent(wanted) && !isAbsent(there.get())) {
                nics = nics.stream()
                        .map(nic -> name(nic).equals(name) ? nic.copy().put("state", "absent") : nic)
                        .toList();
            }
            if (movesNetworks) {
                networks = networks.stream()
                        .map(n -> name(n).equals(name) && n.has("multus") ? network : n)
                        .toList();
            }
        }
        put(spec, nics, networks, nic -> !isAbsent(nic) || isReported(instance, name(nic)));
    }

    /** Takes out of a template what is absent and is gone from the instance, or has none; empty where there is nothing. */
    static Optional<List<Op>> cleared(GenericKubernetesResource machine, Optional<GenericKubernetesResource> instance) {
        var template = MachineReports.template(machine);
        var before = template.copy();
        var running = instance.map(i -> interfaces(Tree.of(i).at("spec"))).orElse(List.of());
        put(
                template,
                interfaces(template),
                template.items("networks"),
                nic -> !isAbsent(nic)
                        || named(running, name(nic)).isPresent()
                        || instance.filter(i -> isReported(i, name(nic))).isPresent());
        return template.equals(before)
                ? Optional.empty()
                : Optional.of(List.of(Op.add("/spec/template/spec", template.map())));
    }

    /** Whether what the template says of networks reaches the instance with its next start only. */
    static boolean takesARestart(Tree template, Tree spec, boolean movesNetworks) {
        var wanted = interfaces(template);
        var networks = template.items("networks");
        var addsPodNetwork = networks.stream().anyMatch(n -> n.has("pod"))
                && spec.items("networks").stream().noneMatch(n -> n.has("pod"));
        return addsPodNetwork
                || interfaces(spec).stream()
                        .anyMatch(nic -> named(wanted, name(nic))
                                .filter(other -> other.copy()
                                        .without("state")
                                        .equals(nic.copy().without("state")))
                                .isEmpty())
                || spec.items("networks").stream()
                        .anyMatch(there -> named(networks, name(there))
                                .filter(other -> other.equals(there)
                                        || (movesNetworks && other.has("multus") && there.has("multus")))
                                .isEmpty());
    }

    static boolean isAbsent(Tree nic) {
        return nic.is("absent", "state");
    }

    private static void put(Tree spec, List<Tree> nics, List<Tree> networks, Predicate<Tree> stays) {
        var left = nics.stream().filter(stays).toList();
        if (!left.equals(interfaces(spec))) {
            spec.make("domain", "devices").put("interfaces", maps(left));
        }
        var connected = networks.stream()
                .filter(network -> named(left, name(network)).isPresent())
                .toList();
        if (!connected.equals(spec.items("networks"))) {
            spec.put("networks", maps(connected));
        }
    }

    private static boolean isReported(GenericKubernetesResource instance, String name) {
        return named(Tree.of(instance).items("status", "interfaces"), name).isPresent();
    }

    private static List<Tree> interfaces(Tree spec) {
        return spec.items("domain", "devices", "interfaces");
    }

    private static Optional<Tree> named(List<Tree> items, String name) {
        return items.stream().filter(item -> item.is(name, "name")).findFirst();
    }

    private static String name(Tree item) {
        return item.text("name").orElse("");
    }

    private static List<Tree> with(List<Tree> items, Tree more) {
        return Stream.concat(items.stream(), Stream.of(more)).toList();
    }

    private static List<Object> maps(List<Tree> items) {
        return items.stream().<Object>map(Tree::map).toList();
    }
}
