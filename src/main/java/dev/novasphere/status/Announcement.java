package dev.novasphere.status;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.observed.Applied;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that people should hear of once.
 *
 * @param warning whether somebody may have to act
 * @param reason CamelCase
 * @param message a full sentence
 */
public record Announcement(boolean warning, String reason, String message) {
    /** Ready repeats another condition, Stalled repeats Accepted. */
    private static final Set<String> SUMMARIES = Set.of(ConditionType.Ready.name(), ConditionType.Stalled.name());

    /** What is new between the status that was and the one that is: each change of phase and each new refusal. */
    public static List<Announcement> of(MachineResource owner, WukongStatus status, Applied applied) {
        var old = Optional.ofNullable(owner.getStatus()).orElse(WukongStatus.NONE);
        var news = new ArrayList<Announcement>();
        applied.notes().forEach(note -> news.add(new Announcement(false, note.reason(), note.message())));
        if (status.phase() != null && !Objects.equals(old.phase(), status.phase())) {
            news.add(new Announcement(status.phase().equals(Phase.Error.name()), status.phase(), why(status)));
        }
        status.conditions().stream()
                .filter(condition -> isRefusal(condition) && !wasSaid(condition, old))
                .forEach(condition -> news.add(new Announcement(true, condition.getReason(), condition.getMessage())));
        return news;
    }

    /** A guest that has just begun to run is not Ready yet, and its node may come later; that is no news about its running. */
    private static String why(WukongStatus status) {
        if (Phase.Running.name().equals(status.phase())) {
            return status.nodeName() == null
                    ? "The guest runs."
                    : "The guest runs on node %s.".formatted(status.nodeName());
        }
        return status.condition(ConditionType.Ready.name())
                .map(Condition::getMessage)
                .orElse("");
    }

    /** What a deleted Wukong leaves behind; empty where that is nothing. */
    public static Optional<Announcement> farewell(MachineResource owner, List<String> retained) {
        return retained.isEmpty()
                ? Optional.empty()
                : Optional.of(new Announcement(
                        false,
                        "DisksRetained",
                        "Kept with their data: %s. A %s of the same name takes them up again; to be rid of them, delete the DataVolumes and claims of these names."
                                .formatted(String.join(", ", retained), owner.getKind())));
    }

    private static boolean isRefusal(Condition condition) {
        return !SUMMARIES.contains(condition.getType())
                && condition.getStatus().equals("False")
                && Reason.valueOf(condition.getReason()).isRefusal();
    }

    private static boolean wasSaid(Condition condition, WukongStatus old) {
        return old.condition(condition.getType())
                .filter(before -> before.getReason().equals(condition.getReason()))
                .isPresent();
    }
}
