package dev.novasphere.demo;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.NetworkStatus;
import dev.novasphere.api.WukongStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of the demo: a few lines for each machine whenever it changes, at most 80 columns wide, so that it reads the
 * same on a narrow terminal and in a file.
 */
final class DemoTable {
    private static final String ROW = "%-18s %-9s %-26s %s";

    private final Map<String, String> shown = new HashMap<>();

    DemoTable() {
        Screen.print(ROW.formatted("MACHINE", "PHASE", "NOT YET TRUE", "ADDRESSES"));
    }

    void show(List<? extends MachineResource> machines) {
        for (var machine : machines) {
            var rows = rows(machine);
            if (!rows.equals(shown.put(title(machine), rows))) {
                Screen.print(rows);
            }
        }
    }

    /** Refused as it is written: only a person can help. */
    static boolean isRefused(MachineResource machine) {
        return status(machine)
                .condition("Accepted")
                .filter(accepted -> accepted.getStatus().equals("False"))
                .isPresent();
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

    /** What was made in a namespace, a line each, by the short names of the kinds. */
    static List<String> children(KubernetesClient client, String namespace) {
        return Stream.of(
                        new Kind("vm", "kubevirt.io/v1", "VirtualMachine"),
                        new Kind("dv", "cdi.kubevirt.io/v1beta1", "DataVolume"),
                        new Kind("pvc", "v1", "PersistentVolumeClaim"),
                        new Kind("nad", "k8s.cni.cncf.io/v1", "NetworkAttachmentDefinition"),
                        new Kind("secret", "v1", "Secret"))
                .flatMap(kind -> objects(client, namespace, kind))
                .toList();
    }

    private record Kind(String shortName, String apiVersion, String name) {}

    private static Stream<String> objects(KubernetesClient client, String namespace, Kind kind) {
        return client
                .genericKubernetesResources(kind.apiVersion(), kind.name())
                .inNamespace(namespace)
                .withLabel("app.kubernetes.io/managed-by", "novasphere")
                .list()
                .getItems()
                .stream()
                .map(HasMetadata::getMetadata)
                .filter(object -> !object.getName().startsWith("prime-")) // CDI's, for the time of an import.
                .map(object -> "  %-52s of %s"
                        .formatted(
                                kind.shortName() + "/" + object.getName(),
                                object.getLabels().get("vm.novasphere.dev/name")));
    }

    /** By the short name that kubectl knows. */
    private static String title(MachineResource machine) {
        return (machine.getKind().equals("Wukong") ? "wk/" : "vmp/") + machine.name();
    }

    /** One line for each reason and each address, so that no line is long. */
    private static String rows(MachineResource machine) {
        var open = openReasons(status(machine));
        var known = known(status(machine));
        var lines = new ArrayList<String>();
        for (int i = 0; i == 0 || i < Math.max(open.size(), known.size()); i++) {
            var first = i == 0;
            lines.add(ROW.formatted(
                            first ? title(machine) : "",
                            first ? Optional.ofNullable(status(machine).phase()).orElse("-") : "",
                            i < open.size() ? open.get(i) : "",
                            i < known.size() ? known.get(i) : "")
                    .stripTrailing());
        }
        return String.join("\n", lines);
    }

    private static List<String> openReasons(WukongStatus status) {
        return status.conditions().stream()
                .filter(condition -> !condition.getStatus().equals("True")
                        && !condition.getType().equals("Ready"))
                .map(Condition::getReason)
                .distinct()
                .toList();
    }

    /** The progress of imports while there is any, then the addresses. */
    private static List<String> known(WukongStatus status) {
        var progress = status.volumes().stream()
                .filter(volume -> volume.progress() != null)
                .map(volume -> volume.name() + " " + volume.progress())
                .toList();
        var addresses = status.networks().stream()
                .map(NetworkStatus::ipAddress)
                .flatMap(Stream::ofNullable)
                .toList();
        return progress.isEmpty() ? addresses : progress;
    }

    private static WukongStatus status(MachineResource machine) {
        return Optional.ofNullable(machine.getStatus()).orElse(WukongStatus.NONE);
    }
}
