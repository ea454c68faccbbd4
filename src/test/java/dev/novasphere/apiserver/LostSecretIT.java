package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody tells the operator that its Secret is gone, for it may not look at Secrets: a start that hangs has to do. */
class LostSecretIT {
    private final Tenant tenant = SharedTestbed.tenant("lost-secret");

    @Test
    void aStartThatHangsGetsItsCloudInitSecretBack() throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec: {cpu: 1, memory: 1Gi, sshKeySecret: web-keys}
                """);
        Eventually.see(
                "An instance that waits for its Secrets",
                Duration.ofSeconds(30),
                () -> tenant.get(VirtualMachineInstance.class, "web-vm")
                        .map(instance -> instance.getStatus())
                        .map(status -> status.phase())
                        .orElse("none"),
                "Scheduling"::equals);
        var lost = cloudInit();
        tenant.client().resource(lost).delete();
        tenant.client()
                .resource(new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(tenant.namespace())
                        .withName("web-keys")
                        .endMetadata()
                        .withStringData(Map.of("key", "ssh-ed25519 AAAA admin"))
                        .build())
                .create();

        Eventually.see(
                "The guest that runs after all",
                Duration.ofMinutes(2),
                () -> tenant.get(VirtualMachineInstance.class, "web-vm")
                        .map(instance -> instance.getStatus().phase())
                        .orElse("none"),
                "Running"::equals);
        assertThat(cloudInit().getData()).isEqualTo(lost.getData());
        assertThat(cloudInit().getMetadata().getName())
                .isEqualTo(lost.getMetadata().getName());
    }

    private Secret cloudInit() {
        return tenant.client()
                .secrets()
                .inNamespace(tenant.namespace())
                .withLabel("vm.novasphere.dev/name", "web")
                .list()
                .getItems()
                .getFirst();
    }
}
