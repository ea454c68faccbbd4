package dev.novasphere.bench;

import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;

/**
 * An empty control plane with simulators that never wait. Each measurement has its own: objects of an earlier one would
 * slow a later one down.
 */
final class Bed implements AutoCloseable {
    private final Testbed testbed;

    private Bed(Testbed testbed) {
        this.testbed = testbed;
    }

    static Bed start() throws IOException, InterruptedException {
        var bed = new Bed(Testbed.start(PlatformOptions.of(Pace.instant())));
        try (var client = bed.client()) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(Sample.NAMESPACE)
                            .endMetadata()
                            .build())
                    .create();
        }
        return bed;
    }

    /** A new client of an administrator; the caller closes it. */
    KubernetesClient client() {
        return testbed.plane().adminClient();
    }

    OperatorProcess startOperator() throws IOException {
        return testbed.startOperator();
    }

    /** What the operator asked of the API server within a time. */
    Requests requests(Window window) throws IOException {
        return Requests.of(new AuditLog(testbed.plane().auditLog()).by(AuditLog.OPERATOR), window);
    }

    @Override
    public void close() throws IOException {
        testbed.close();
    }
}
