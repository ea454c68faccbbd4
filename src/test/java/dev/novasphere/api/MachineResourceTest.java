package dev.novasphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class MachineResourceTest {
    /** The framework applies such an object to add its finalizer. */
    @Test
    void anObjectInWhichNothingWasWrittenAppliesNoSpec() {
        assertThat(Serialization.asYaml(new Wukong())).doesNotContain("spec");
        assertThat(Serialization.asYaml(new VirtualMachineProfile())).doesNotContain("spec");
    }

    @Test
    void whatWasWrittenIsApplied() {
        var wukong = Serialization.unmarshal("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec: {cpu: 2}
                """, Wukong.class);
        assertThat(Serialization.asYaml(wukong)).contains("cpu: 2");
    }
}
