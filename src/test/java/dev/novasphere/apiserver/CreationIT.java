package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import org.junit.jupiter.api.Test;

class CreationIT {
    private final Tenant tenant = Tenant.of(SharedTestbed.get().plane().adminClient(), "creation");

    @Test
    void oneYamlBecomesARunningMachine() throws Exception {
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec:
                  cpu: 2
                  memory: 2Gi
                  disks:
                    - {name: root, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: data, size: 20Gi, storageClassName: longhorn}
                """);
        var web = tenant.waitForRunning("web");
        assertThat(web.getStatus().vmName()).isEqualTo("web-vm");
        assertThat(web.getStatus().nodeName()).isNotNull();
        assertThat(web.getStatus().volumes()).hasSize(2).allMatch(volume -> volume.bound());
        assertThat(web.getStatus().networks())
                .singleElement()
                .satisfies(network -> assertThat(network.ipAddress()).isNotNull());
    }
}
