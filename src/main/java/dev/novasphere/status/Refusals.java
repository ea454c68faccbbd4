package dev.novasphere.status;

import dev.novasphere.observed.Refusal;

/** What a write that did not go through says in the condition that it concerns. */
final class Refusals {
    private Refusals() {}

    static Verdict verdict(Refusal refusal) {
        return Verdict.no(reason(refusal), refusal.message());
    }

    private static Reason reason(Refusal refusal) {
        return switch (refusal.cause()) {
            case NAME_CONFLICT -> Reason.NameConflict;
            case PREDECESSOR -> Reason.PredecessorLeaving;
            case REJECTED -> Reason.ChildRejected;
            case UNREADABLE -> Reason.ChildUnreadable;
            case KIND_MISSING ->
                switch (refusal.kind()) {
                    case "DataVolume" -> Reason.CdiMissing;
                    case "NetworkAttachmentDefinition" -> Reason.MultusMissing;
                    default -> Reason.KubeVirtMissing;
                };
        };
    }
}
