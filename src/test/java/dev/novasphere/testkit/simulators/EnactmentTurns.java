package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * What a handler does with a state that is made: waits for its turn, changes the node's network, tries again where that
 * fails, and gives up after five times.
 */
final class EnactmentTurns {

    private static final int TRIES = 5;

    private final NmStateObjects objects;
    private final HostNetworks hosts;
    private final HandlerFaults faults;
    private final EnactmentSlots slots;
    private final BiPredicate<Key, String> waited;
    private final Writes writes;

    /** @param waited whether a step has taken its time */
    EnactmentTurns(
            NmStateObjects objects,
            HostNetworks hosts,
            HandlerFaults faults,
            EnactmentSlots slots,
            BiPredicate<Key, String> waited) {
        this.objects = objects;
        this.hosts = hosts;
        this.faults = faults;
        this.slots = slots;
        this.waited = waited;
        this.writes = new Writes(objects.client, Kinds.ENACTMENT, PolicyHandlers.MANAGER);
    }

    /** Brings an enactment of the present generation to its next state; every write is an event that brings it back. */
    void proceed(Key pair, GenericKubernetesResource policy, Node node, Enactment enactment) {
        var step = "generation " + policy.getMetadata().getGeneration() + " try " + enactment.tries();
        if (!slots.take(policy, pair.namespace())) {
            waitForOthers(policy, enactment);
        } else if (!enactment.is("Progressing")) {
            write(enactment, EnactmentStatus::progressing);
        } else if (!faults.isHeld(pair.namespace()) && waited.test(pair, step)) {
            change(node, enactment);
        }
    }

    private void waitForOthers(GenericKubernetesResource policy, Enactment enactment) {
        var failed =
                objects.current(policy).stream().filter(Enactment::hasFailed).count();
        if (!enactment.is("Pending")) {
            write(enactment, EnactmentStatus::pending);
        } else if (failed >= slots.limit(policy)) {
            var name = enactment.object().getMetadata().getName();
            write(enactment, status -> status.aborted("reconciliation of enactment \"" + name + "\" has aborted"));
        }
    }

    private void change(Node node, Enactment enactment) {
        var name = node.getMetadata().getName();
        try {
            apply(node, enactment.status().at("desiredState"));
        } catch (NmStateError e) {
            fail(name, enactment, e);
            return;
        }
        write(enactment, EnactmentStatus::succeeded);
    }

    private void apply(Node node, Tree desired) {
        faults.failure(node.getMetadata().getName()).ifPresent(message -> {
            throw NmStateError.of(message);
        });
        hosts.change(node, before -> {
            var after = HostApply.apply(before, desired);
            HostProbes.check(before, after, HostDefaults.addresses(node));
            return after;
        });
    }

    private void fail(String node, Enactment enactment, NmStateError error) {
        var tries = enactment.tries() + 1;
        write(enactment, status -> {
            var tried = status.tried(tries);
            return tries < TRIES
                    ? tried.retrying("failed to reconcile NodeNetworkConfigurationPolicy on node %s. Retrying %d/%d"
                            .formatted(node, tries + 1, TRIES))
                    : tried.failed(error.onNode(node));
        });
    }

    private void write(Enactment enactment, UnaryOperator<EnactmentStatus> change) {
        writes.status(
                enactment.object(),
                change.apply(EnactmentStatus.after(enactment.status())).tree());
    }
}
