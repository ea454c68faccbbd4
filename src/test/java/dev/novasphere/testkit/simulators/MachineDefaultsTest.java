package dev.novasphere.testkit.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who owns the fields that KubeVirt adds to a machine, and what happens when owners change. */
class MachineDefaultsTest {

    private final Scene scene = Scene.open();

    @AfterEach
    void leave() {
        scene.close();
    }

    private GenericKubernetesResource machine() {
        return scene.resource(Kinds.VIRTUAL_MACHINE, "web").get();
    }

    private Tree status() {
        return scene.status(Kinds.VIRTUAL_MACHINE, "web");
    }

    @Test
    void whatTheWebhookAddsBelongsToNobodyAndASecondApplyChangesNothing() {
        scene.apply(Machines.running("Halted"));
        scene.awaitMachine("web", "Stopped");
        var before = Scene.await("settled", this::machine, m -> Tree.of(m).has("status", "observedGeneration"));
        var spec = Tree.of(before).at("spec", "template", "spec");
        assertThat(spec.text("architecture")).hasValue("amd64");
        assertThat(spec.text("domain", "machine", "type")).hasValue("q35");
        assertThat(spec.text("domain", "firmware", "uuid")).isPresent();
        assertThat(before.getMetadata().getManagedFields())
                .noneMatch(owner -> owner.toString().contains("f:architecture"));

        scene.apply(Machines.running("Halted"));
        assertThat(machine().getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
    }

    @Test
    void anIdentifierThatItsOwnerDropsBecomesVirtControllers() {
        var plain = Machines.running("Halted");
        var named = plain.replace(
                "        devices:", "        firmware: {uuid: 5d307ca9-b3ef-428c-8861-06e72d69f223}\n        devices:");
        scene.apply(named);
        Scene.await("settled", this::status, s -> s.has("observedGeneration"));
        scene.apply(plain);
        Scene.await(
                "an identifier from the name",
                () -> Tree.of(machine()).text("spec", "template", "spec", "domain", "firmware", "uuid"),
                uuid -> uuid.isPresent() && !uuid.get().startsWith("5d307ca9"));
        assertThatThrownBy(() -> scene.apply(named))
                .hasMessageContaining("conflict with \"virt-controller\"")
                .hasMessageContaining(".spec.template.spec.domain.firmware.uuid");
    }
}
