package dev.novasphere.testkit.simulators;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A change of a node's network that did not come about; the message is the one that the handler passes on. */
final class NmStateError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NmStateError(String message) {
        super(message);
    }

    /** nmstatectl ends with an error; its last line is the one that a person needs. */
    static NmStateError of(String line) {
        return new NmStateError("""
                failed to execute nmstatectl set --no-commit --timeout 480: 'exit status 1' '' \
                '[%s INFO  nmstatectl] Nmstate version: 2.2.62
                %s
                '""".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), line));
    }

    static NmStateError invalid(String message) {
        return of("NmstateError: InvalidArgument: " + message);
    }

    /** The change was made, a probe of the node's connections failed after it, and the change was taken back. */
    static NmStateError rolledBack(String probe, String cause) {
        return new NmStateError("""
                rolling back desired state configuration: failed runnig probes after network changes: \
                failed runnig probe '%s' with after network reconfiguration: %s: \
                timed out waiting for the condition""".formatted(probe, cause));
    }

    /** As the enactment says it (controllers/handler/nodenetworkconfigurationpolicy_controller.go). */
    String onNode(String node) {
        return "error reconciling NodeNetworkConfigurationPolicy on node " + node + " at desired state apply: \"\",\n "
                + getMessage();
    }
}
