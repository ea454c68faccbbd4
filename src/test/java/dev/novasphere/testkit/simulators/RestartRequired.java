package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a template that was changed under a running guest needs a restart, in KubeVirt's words; empty if it does not.
 * Labels and annotations of the template never do.
 */
final class RestartRequired {

    private static final BigDecimal ALIGNMENT = BigDecimal.valueOf(2L * 1024 * 1024);

    private RestartRequired() {}

    /**
     * @param started the template's spec that the guest was started from
     * @param wanted the template's spec now
     */
    static Optional<String> of(Tree started, Tree wanted, GenericKubernetesResource instance, boolean movesNetworks) {
        var running = Tree.of(instance).at("spec");
        return Stream.of(
                        sockets(started, wanted, running),
                        memory(wanted, running, started),
                        other(started, wanted, InterfaceSync.takesARestart(wanted, running, movesNetworks)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> sockets(Tree started, Tree wanted, Tree running) {
        int now = wanted.number(1, "domain", "cpu", "sockets");
        if (now < started.number(1, "domain", "cpu", "sockets")
                || now < running.number(1, "domain", "cpu", "sockets")) {
            return Optional.of("Reduction of CPU socket count requires a restart");
        }
        return now > running.number(Integer.MAX_VALUE, "domain", "cpu", "maxSockets")
                ? Optional.of("CPU sockets updated in template spec to a value higher than what's available")
                : Optional.empty();
    }

    static Optional<String> memory(Tree wanted, Tree running, Tree started) {
        var guest = LiveUpdate.bytes(wanted.text("domain", "memory", "guest"));
        var most = LiveUpdate.bytes(running.text("domain", "memory", "maxGuest"));
        var boot = LiveUpdate.bytes(started.text("domain", "memory", "guest"));
        if (guest.compareTo(boot) < 0) {
            return Optional.of("memory updated in template spec to a value lower than what the VM started with");
        }
        if (guest.compareTo(boot) > 0 && guest.compareTo(most) > 0) {
            return Optional.of(
                    "memory hotplug not supported, Guest memory is greater than the configured maxGuest memory");
        }
        return guest.compareTo(boot) > 0 && guest.remainder(ALIGNMENT).signum() != 0
                ? Optional.of("memory hotplug not supported, Guest memory must be 2Mi aligned")
                : Optional.empty();
    }

    private static Optional<String> other(Tree started, Tree wanted, boolean networksDo) {
        return withoutLive(started).equals(withoutLive(wanted)) && !networksDo
                ? Optional.empty()
                : Optional.of("a non-live-updatable field was changed in the template spec");
    }

    private static Tree withoutLive(Tree spec) {
        var rest = spec.copy();
        List.of("nodeSelector", "tolerations", "affinity", "networks").forEach(rest::without);
        rest.make("domain", "cpu").without("sockets");
        rest.make("domain", "memory").without("guest");
        rest.make("domain", "devices").without("interfaces");
        return rest;
    }
}
