package dev.novasphere.status;

import dev.novasphere.api.WukongStatus;
import java.util.Arrays;

/** One word for people; {@link PhaseRules} chooses it. */
public enum Phase {
    /** Nothing has been made yet. */
    Pending,
    /** Networks, disks and the machine are being made, or the guest is starting. */
    Creating,
    /** The guest runs. */
    Running,
    /** The guest is off, and nothing is about to start it. */
    Stopped,
    /** Something is wrong; the Ready condition says what. It is tried again without end. */
    Error,
    /** The Wukong is being deleted. */
    Deleting;

    /** The phase that a status shows. Nothing has been made of a Wukong whose status says nothing, or nothing of ours. */
    public static Phase shownBy(WukongStatus status) {
        return Arrays.stream(values())
                .filter(phase -> phase.name().equals(status.phase()))
                .findFirst()
                .orElse(Pending);
    }
}
