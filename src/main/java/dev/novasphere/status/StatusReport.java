package dev.novasphere.status;

import dev.novasphere.api.WukongStatus;
import dev.novasphere.desired.Names;
import dev.novasphere.rules.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The whole status, derived in one place from what was seen. */
public final class StatusReport {
    private StatusReport() {}

    /**
     * The status of a Wukong in a situation.
     *
     * @param now the time of conditions whose status changes
     */
    public static WukongStatus of(Situation s, Instant now) {
        var verdicts = new EnumMap<ConditionType, Verdict>(ConditionType.class);
        verdicts.put(ConditionType.Accepted, accepted(s));
        s.desired().ifPresent(desired -> {
            verdicts.put(ConditionType.NetworksConfigured, NetworkCondition.of(s, desired.networks()));
            verdicts.put(ConditionType.VolumesBound, VolumeCondition.of(s, desired.disks()));
            verdicts.put(ConditionType.VirtualMachineSynced, MachineCondition.of(s, desired));
        });
        var phase = PhaseRules.of(s);
        verdicts.put(ConditionType.Ready, ReadyCondition.of(s, phase, verdicts));
        if (!s.problems().isEmpty()) {
            verdicts.put(
                    ConditionType.Stalled,
                    Verdict.yes(Reason.SpecInvalid, "The spec cannot be followed; see the condition Accepted."));
        }
        return status(s, phase, verdicts, now);
    }

    private static WukongStatus status(Situation s, Phase phase, Map<ConditionType, Verdict> verdicts, Instant now) {
        var machine = Names.virtualMachine(s.owner());
        var old = Optional.ofNullable(s.owner().getStatus()).orElse(WukongStatus.NONE);
        return new WukongStatus(
                s.owner().getMetadata().getGeneration(),
                phase.name(),
                s.observed().virtualMachine().isPresent() || s.applied().wrote("VirtualMachine", machine)
                        ? machine
                        : null,
                s.instanceLives() ? s.instance().nodeName() : null,
                Conditions.of(s.owner(), verdicts, now),
                s.desired()
                        .map(desired -> NetworkStatuses.of(s, desired.networks()))
                        .orElse(old.networks()),
                s.desired()
                        .map(desired -> VolumeStatuses.of(s, desired.disks()))
                        .orElse(old.volumes()));
    }

    private static Verdict accepted(Situation s) {
        return s.problems().isEmpty()
                ? Verdict.yes(Reason.SpecAccepted, "The spec can be followed.")
                : Verdict.no(
                        Reason.SpecInvalid,
                        s.problems().stream().map(Problem::message).collect(Collectors.joining(" ")));
    }
}
