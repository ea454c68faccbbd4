package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Plays virt-handler and the guest: starts, reports, pauses and ends what is in the launcher. */
final class VirtHandler {

    private final Cluster cluster;
    private final Faults faults;
    private final GuestReport guests;
    private final Writes writes;

    VirtHandler(Cluster cluster, Faults faults, GuestReport guests) {
        this.cluster = cluster;
        this.faults = faults;
        this.guests = guests;
        this.writes = new Writes(cluster.client, Kinds.INSTANCE, "virt-handler");
    }

    void start(GenericKubernetesResource instance, Optional<Pod> pod) {
        if (faults.failsToStart(Key.of(instance))) {
            end(instance, "Failed");
            faults.startFailed(Key.of(instance));
            return;
        }
        pod.ifPresent(launcher -> {
            var status = InstanceStatus.of(instance)
                    .phase("Running")
                    .put("machine", Map.of("type", "pc-q35-rhel9.6.0"))
                    .put("interfaces", guests.interfaces(instance, launcher, false));
            Migratability.of(instance, cluster).report(status);
            write(instance, status);
        });
    }

    /** What changes while the guest runs: its agent, a pause, a finished hotplug. */
    void report(GenericKubernetesResource instance, Pod pod) {
        var status = InstanceStatus.of(instance);
        var agent = guests.agentConnects(instance) && !faults.agentSilent(Key.of(instance));
        if (agent) {
            status.conditions().yes("AgentConnected", "", "");
            status.put(
                    "guestOSInfo",
                    Map.of("name", "Ubuntu", "id", "ubuntu", "version", "24.04", "kernelRelease", "6.8.0-60-generic"));
        } else {
            status.conditions().without("AgentConnected");
        }
        var unplugged = faults.staysPlugged(Key.of(instance)) ? unplugged(instance) : List.<Object>of();
        status.put(
                "interfaces",
                Stream.concat(guests.interfaces(instance, pod, agent).stream(), unplugged.stream())
                        .toList());
        plugged(instance, status);
        if (!unplugged.isEmpty()) {
            status.conditions().no("MigrationRequired", "AutoMigrationPending", "");
        }
        if (faults.paused(Key.of(instance))) {
            status.conditions().yes("Paused", "PausedByUser", "VMI was paused by user");
        } else {
            status.conditions().without("Paused");
        }
        write(instance, status);
        gate(instance, pod);
    }

    /** What is out of the guest and still in its pod. */
    private static List<Object> unplugged(GenericKubernetesResource instance) {
        var absent = Tree.of(instance).items("spec", "domain", "devices", "interfaces").stream()
                .filter(InterfaceSync::isAbsent)
                .flatMap(nic -> nic.text("name").stream())
                .toList();
        return Tree.of(instance).items("status", "interfaces").stream()
                .filter(reported -> absent.contains(reported.text("name").orElse("")))
                .<Object>map(reported ->
                        reported.copy().put("infoSource", "multus-status").map())
                .toList();
    }

    private static void plugged(GenericKubernetesResource instance, InstanceStatus status) {
        if (status.conditions().isTrue("HotVCPUChange")) {
            status.put(
                    "currentCPUTopology",
                    LauncherFacts.topology(Tree.of(instance).at("spec")));
            status.conditions().without("HotVCPUChange");
        }
        if (status.conditions().isTrue("HotMemoryChange")) {
            var tree = Tree.of(instance);
            var guest = tree.text("spec", "domain", "memory", "guest").orElseThrow();
            var boot = tree.text("status", "memory", "guestAtBoot").orElse(guest);
            status.put("memory", Map.of("guestAtBoot", boot, "guestCurrent", guest, "guestRequested", guest));
            status.conditions().without("HotMemoryChange");
        }
        status.conditions().without("MigrationRequired");
    }

    /** A paused guest closes the pod's readiness gate, and the pod is not ready. */
    private void gate(GenericKubernetesResource instance, Pod pod) {
        var ready = !faults.paused(Key.of(instance));
        if (InstanceStatus.isReady(pod) != ready) {
            cluster.client.resource(PodReport.gated(pod, ready)).updateStatus();
        }
    }

    /** Ends the guest: {@code Succeeded} when it shut down, {@code Failed} when it crashed. */
    void end(GenericKubernetesResource instance, String phase) {
        write(instance, InstanceStatus.of(instance).phase(phase));
    }

    private void write(GenericKubernetesResource instance, InstanceStatus status) {
        if (!Tree.of(instance).at("status").equals(status.tree())) {
            writes.patch(
                    instance, List.of(Writes.Op.add("/status", status.tree().map())));
        }
    }
}
