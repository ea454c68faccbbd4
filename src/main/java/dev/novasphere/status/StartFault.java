package dev.novasphere.status;

import dev.novasphere.desired.Names;
import dev.novasphere.external.ObservedCondition;
import java.util.Optional;
import java.util.Set;

/** Why a guest cannot start, in the words of those who know: the scheduler, the kubelet, KubeVirt's admission. */
final class StartFault {
    private static final Set<String> IMAGE = Set.of("ErrImagePull", "ImagePullBackOff");

    private StartFault() {}

    /** What a condition of KubeVirt's says of a VM that it cannot start. */
    static String told(Situation s, ObservedCondition condition) {
        var sentence = "KubeVirt cannot start VirtualMachine %s: %s"
                .formatted(Names.virtualMachine(s.owner()), Words.sentence(condition.text()));
        return IMAGE.contains(String.valueOf(condition.reason()))
                ? sentence + " See whether the nodes reach the registry of that image; KubeVirt tries again by itself."
                : sentence;
    }

    /** The most that is known of a machine in phase Error. */
    static String of(Situation s) {
        return unschedulable(s)
                .or(() -> copied(s, "Synchronized", true))
                .or(() -> copied(s, "Failure", false))
                .or(() -> ended(s))
                .orElseGet(() -> "VirtualMachine %s cannot start: KubeVirt reports %s."
                        .formatted(Names.virtualMachine(s.owner()), s.printableStatus()));
    }

    private static Optional<String> unschedulable(Situation s) {
        return s.machineCondition("PodScheduled")
                .filter(condition -> condition.fails() && !condition.text().isEmpty())
                .map(condition ->
                        "No node takes VirtualMachine %s; the scheduler says: %s Make room or add a node, or ask for less: see cpu, memory and highAvailability in the spec."
                                .formatted(Names.virtualMachine(s.owner()), Words.sentence(condition.text())));
    }

    private static Optional<String> copied(Situation s, String type, boolean bad) {
        return s.machineCondition(type)
                .filter(condition -> bad ? condition.fails() : condition.holds())
                .filter(condition -> !condition.text().isEmpty())
                .map(condition -> told(s, condition));
    }

    private static Optional<String> ended(Situation s) {
        return Optional.ofNullable(s.machine().startFailure())
                .flatMap(failure -> Optional.ofNullable(failure.consecutiveFailCount())
                        .map(count ->
                                "VirtualMachine %s ended before its guest ran, %s; KubeVirt tries again at %s. The reason is in the log of its launcher pod, which is there during a try: kubectl logs -n %s -l vm.kubevirt.io/name=%1$s."
                                        .formatted(
                                                Names.virtualMachine(s.owner()),
                                                count == 1 ? "once" : count + " times in a row",
                                                failure.retryAfterTimestamp(),
                                                s.owner().namespace())));
    }
}
