package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

class SharedControlPlaneTest {

    @Test
    void isOneForAllAndServesThePlatformsKinds() {
        ControlPlane plane = SharedControlPlane.get();
        assertThat(SharedControlPlane.get()).isSameAs(plane);
        try (KubernetesClient client = plane.adminClient()) {
            assertThat(client.getApiGroups().getGroups())
                    .extracting("name")
                    .contains("kubevirt.io", "cdi.kubevirt.io", "k8s.cni.cncf.io", "nmstate.io");
        }
    }
}
