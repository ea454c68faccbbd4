package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.function.Predicate;

/**
 * Plays KubeVirt 1.8: machines get instances, instances get launcher pods, and the status of each goes through the
 * states that were observed. Refusals of KubeVirt's admission and migrations are not played.
 */
public final class KubeVirtSimulator implements AutoCloseable {

    static final String VIRT_API = "virt-api";

    private final Faults faults;
    private final KubeletSimulator kubelet;
    private final VirtController machines;
    private final InstanceController instances;
    private final Virtctl virtctl;

    KubeVirtSimulator(Cluster cluster, Pace pace, Predicate<GenericKubernetesResource> guestAgent) {
        this.faults = new Faults();
        this.kubelet = new KubeletSimulator(cluster, pace, faults);
        this.machines = new VirtController(cluster, pace, faults);
        this.instances = new InstanceController(cluster, pace, faults, new GuestReport(cluster, guestAgent));
        this.virtctl = new Virtctl(cluster);
    }

    /** The next starts of a machine, as many as said, end before the guest runs. */
    public void failNextStart(String namespace, String machine, int times) {
        faults.failStarts(new Key(namespace, machine), times);
    }

    /** The launcher's image cannot be pulled, until {@link #heal}. */
    public void imagePullError(String namespace, String machine, String message) {
        faults.makeUnpullable(new Key(namespace, machine), message);
    }

    /** No node takes the launcher, until {@link #heal}; the message is the scheduler's. */
    public void unschedulable(String namespace, String machine, String message) {
        faults.makeUnschedulable(new Key(namespace, machine), message);
    }

    /** The admission of instances refuses this machine with a message, until {@link #heal}. */
    public void refuseInstances(String namespace, String machine, String message) {
        faults.refuseInstances(new Key(namespace, machine), message);
    }

    /** Pauses the guest, or lets it go on. */
    public void pause(String namespace, String machine, boolean on) {
        faults.pause(new Key(namespace, machine), on);
    }

    /** The guest's agent does not connect, whatever the platform's options say, until {@link #heal}. */
    public void silenceAgent(String namespace, String machine) {
        faults.silenceAgent(new Key(namespace, machine));
    }

    /** The pod keeps its interfaces though they are out of the guest: no program of Multus takes them, until {@link #heal}. */
    public void keepPlugged(String namespace, String machine) {
        faults.keepPlugged(new Key(namespace, machine));
    }

    /** Takes back everything that was asked for a machine. */
    public void heal(String namespace, String machine) {
        faults.heal(new Key(namespace, machine));
    }

    /** The guest crashes. */
    public void crash(String namespace, String machine) {
        endGuest(new Key(namespace, machine), "Failed");
    }

    /** Somebody shuts the guest down from inside. */
    public void guestShutdown(String namespace, String machine) {
        endGuest(new Key(namespace, machine), "Succeeded");
    }

    private void endGuest(Key machine, String phase) {
        Virtctl.insist(() -> instances.handler().end(virtctl.existing(Kinds.INSTANCE, machine), phase));
    }

    /**
     * What {@code virtctl start} does: Halted becomes Always, under field manager {@code virt-api}; under Manual and
     * RerunOnFailure a request is put into the status. Always and Once refuse it.
     */
    public void virtctlStart(String namespace, String machine) {
        virtctl.start(new Key(namespace, machine));
    }

    /**
     * What {@code virtctl stop} does: Always and Once become Halted; under Manual and RerunOnFailure a request is put
     * into the status. A machine that does not run refuses it.
     */
    public void virtctlStop(String namespace, String machine) {
        virtctl.stop(new Key(namespace, machine));
    }

    /** What {@code virtctl restart} does: a request to stop this instance, and one to start. Halted refuses it. */
    public void virtctlRestart(String namespace, String machine) {
        virtctl.restart(new Key(namespace, machine));
    }

    @Override
    public void close() {
        machines.close();
        instances.close();
        kubelet.close();
    }
}
