package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** People hold back every write but status: also what a deletion would remove. */
class PausedIT {
    private static final String PAUSED = "vm.novasphere.dev/paused";

    private final Tenant tenant = SharedTestbed.tenant("paused");

    @Test
    void aDeletionWaitsUntilPeopleLetItGo() throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec:
                  cpu: 1
                  memory: 1Gi
                  disks:
                    - {name: scratch, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
                """);
        tenant.waitForRunning("web");
        pause("true");
        tenant.askToDelete(Wukong.class, "web", DeletionPropagation.BACKGROUND);
        var waiting = tenant.waitFor("web", "Deleting", status -> "Deleting".equals(status.phase()));
        assertThat(Tenant.read(waiting.getStatus(), "Ready"))
                .isEqualTo("False Deleting: Nothing is removed while the annotation vm.novasphere.dev/paused is"
                        + " \"true\". Remove it to go on.");
        assertThat(Tenant.because(waiting.getStatus(), "VirtualMachineSynced", "Paused"))
                .isTrue();
        assertThat(tenant.get(VirtualMachine.class, "web-vm").orElseThrow().isMarkedForDeletion())
                .isFalse();
        assertThat(AuditLog.of(tenant))
                .noneMatch(request -> request.isOperators() && request.verb().startsWith("delete"));
        pause("false");
        tenant.waitUntilGone(Wukong.class, "web");
        assertThat(tenant.get(VirtualMachine.class, "web-vm")).isEmpty();
    }

    private void pause(String value) {
        tenant.client()
                .resources(Wukong.class)
                .inNamespace(tenant.namespace())
                .withName("web")
                .edit(wukong -> {
                    var annotations = new HashMap<>(
                            Optional.ofNullable(wukong.getMetadata().getAnnotations())
                                    .orElse(Map.of()));
                    annotations.put(PAUSED, value);
                    wukong.getMetadata().setAnnotations(annotations);
                    return wukong;
                });
    }
}
