package dev.novasphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class MachineResourceTest {

    /** The framework applies such an object to add our finalizer; what it names becomes ours in the user's object. */
    @Test
    void anObjectWithoutASpecNamesNone() {
        var finalizerOnly = new Wukong();
        finalizerOnly.setMetadata(new ObjectMetaBuilder()
                .withName("web")
                .withFinalizers("vm.novasphere.dev/finalizer")
                .build());

        assertThat(Serialization.asYaml(finalizerOnly)).doesNotContain("spec");
        assertThat(finalizerOnly.getSpec()).isEqualTo(WukongSpec.EMPTY);
    }

    @Test
    void aSpecIsWritten() {
        var wukong = Serialization.unmarshal("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                spec:
                  cpu: 2
                """, Wukong.class);

        assertThat(Serialization.asYaml(wukong)).contains("spec:\n  cpu: 2");
    }
}
