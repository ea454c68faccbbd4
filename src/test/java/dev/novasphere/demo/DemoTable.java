package dev.novasphere.demo;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.NetworkStatus;
import dev.novasphere.api.WukongStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of the demo: a line for each machine whenever it changes. */
final class DemoTable {
    private static final String ROW = "%-22s %-16s %-9s %-26s %s%n";

    private final Map<String, String> shown = new HashMap<>();

    DemoTable() {
        System.out.printf(ROW, "KIND", "NAME", "PHASE", "CONDITIONS (not yet True)", "ADDRESSES");
    }

    void show(List<? extends MachineResource> machines) {
        for (var machine : machines) {
            var row = row(machine);
            if (!row.equals(shown.put(machine.getKind() + machine.name(), row))) {
                System.out.print(row);
            }
        }
    }

    /** Ready, and every address is known: all demo guests have an agent. */
    static boolean isReady(MachineResource machine) {
        return status(machine).networks().stream().allMatch(network -> network.ipAddress() != null)
                && status(machine)
                        .condition("Ready")
                        .filter(ready -> ready.getStatus().equals("True"))
                        .isPresent();
    }

    static String conditions(MachineResource machine) {
        return machine.name()
                + status(machine).conditions().stream()
                        .map(c ->
                                "\n  %s=%s %s: %s".formatted(c.getType(), c.getStatus(), c.getReason(), c.getMessage()))
                        .collect(Collectors.joining());
    }

    /** What was made in a namespace, a line each. */
    static List<String> children(KubernetesClient client, String namespace) {
        return Stream.of(
                        "kubevirt.io/v1/VirtualMachine",
                        "cdi.kubevirt.io/v1beta1/DataVolume",
                        "v1/PersistentVolumeClaim",
                        "k8s.cni.cncf.io/v1/NetworkAttachmentDefinition",
                        "v1/Secret")
                .flatMap(kind -> objects(client, namespace, kind))
                .toList();
    }

    private static Stream<String> objects(KubernetesClient client, String namespace, String kind) {
        var slash = kind.lastIndexOf('/');
        return client
                .genericKubernetesResources(kind.substring(0, slash), kind.substring(slash + 1))
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/managed-by", "novasphere")
                .list()
                .getItems()
                .stream()
                .filter(object ->
                        !object.getMetadata().getName().startsWith("prime-")) // CDI's, for the time of an import.
                .map(DemoTable::line);
    }

    private static String line(GenericKubernetesResource object) {
        var owner = object.getMetadata().getLabels().get("vm.novasphere.dev/name");
        return "  %-28s %-44s of %s"
                .formatted(object.getKind(), object.getMetadata().getName(), owner);
    }

    private static String row(MachineResource machine) {
        var status = status(machine);
        var open = status.conditions().stream()
                .filter(condition -> !condition.getStatus().equals("True")
                        && !condition.getType().equals("Ready"))
                .map(Condition::getReason)
                .distinct()
                .collect(Collectors.joining(","));
        var addresses = status.networks().stream()
                .map(NetworkStatus::ipAddress)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(","));
        var phase = Optional.ofNullable(status.phase()).orElse("-");
        var progress = status.volumes().stream()
                .filter(volume -> volume.progress() != null)
                .map(volume -> volume.name() + " " + volume.progress())
                .collect(Collectors.joining(", "));
        return ROW.formatted(machine.getKind(), machine.name(), phase, open, progress.isEmpty() ? addresses : progress);
    }

    private static WukongStatus status(MachineResource machine) {
        return Optional.ofNullable(machine.getStatus()).orElse(WukongStatus.NONE);
    }
}
