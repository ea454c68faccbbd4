package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.Map;

/**
 * The next status of an enactment: the five conditions with the reasons and messages of
 * {@code pkg/enactmentstatus/conditions}, oddities included.
 */
record EnactmentStatus(Tree tree) {

    private static final List<String> TYPES = List.of("Available", "Failing", "Progressing", "Pending", "Aborted");

    static EnactmentStatus after(Tree status) {
        return new EnactmentStatus(status.copy());
    }

    /** Nothing is known yet, not even which generation this is about. */
    static EnactmentStatus created() {
        var conditions = ConditionList.nmState(List.of());
        TYPES.forEach(type -> conditions.unknown(type, "", ""));
        return new EnactmentStatus(Tree.empty()).with(conditions);
    }

    /** A generation was taken up; what was said of another one is dropped. */
    EnactmentStatus takenUp(long generation) {
        tree.put("policyGeneration", (int) generation)
                .put("conditions", List.of())
                .without("retryCount");
        return this;
    }

    EnactmentStatus generated(Nmpolicy.Generated state) {
        tree.put("desiredState", state.desired().map());
        if (!state.captured().isEmpty()) {
            tree.put("capturedStates", state.captured());
        }
        return this;
    }

    EnactmentStatus notGenerated(String message) {
        return failed("failure generating desiredState and capturedStates: " + message);
    }

    EnactmentStatus pending() {
        var reason = "MaxUnavailableLimitReached";
        var message = "Waiting for progressing nodes to finish";
        return with(conditions()
                .yes("Pending", reason, message)
                .no("Aborted", reason, "")
                .no("Progressing", reason, message)
                .no("Failing", reason, "")
                .no("Available", reason, ""));
    }

    EnactmentStatus progressing() {
        var reason = "ConfigurationProgressing";
        return with(conditions()
                .yes("Progressing", reason, "Applying desired state")
                .unknown("Failing", reason, "")
                .unknown("Available", reason, "")
                .no("Pending", reason, "")
                .no("Aborted", reason, ""));
    }

    EnactmentStatus tried(int times) {
        var generation = tree.text("policyGeneration").orElse("0");
        tree.put("retryCount", Map.of(generation, times));
        return this;
    }

    EnactmentStatus retrying(String message) {
        var reason = "Retrying";
        return with(conditions()
                .yes("Failing", reason, message)
                .yes("Progressing", reason, message)
                .no("Available", reason, "")
                .no("Pending", reason, "")
                .no("Aborted", "SuccessfullyConfigured", ""));
    }

    EnactmentStatus failed(String message) {
        var reason = "FailedToConfigure";
        return with(conditions()
                .yes("Failing", reason, message)
                .no("Available", reason, "")
                .no("Progressing", reason, "")
                .no("Pending", reason, "")
                .no("Aborted", "SuccessfullyConfigured", ""));
    }

    EnactmentStatus aborted(String message) {
        var reason = "ConfigurationAborted";
        return with(conditions()
                .no("Failing", reason, "")
                .no("Available", reason, "")
                .no("Progressing", reason, "")
                .no("Pending", reason, "")
                .yes("Aborted", reason, message));
    }

    EnactmentStatus succeeded() {
        var reason = "SuccessfullyConfigured";
        return with(conditions()
                .yes("Available", reason, "successfully reconciled")
                .no("Failing", reason, "")
                .no("Progressing", reason, "")
                .no("Pending", reason, "")
                .no("Aborted", reason, ""));
    }

    private ConditionList conditions() {
        return ConditionList.nmState(tree.items("conditions"));
    }

    private EnactmentStatus with(ConditionList conditions) {
        tree.put("conditions", conditions.toList());
        return this;
    }
}
