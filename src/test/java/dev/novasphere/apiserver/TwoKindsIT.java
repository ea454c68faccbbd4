package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Wukong and a VirtualMachineProfile mean the same, and of one name they want the same VirtualMachine. */
class TwoKindsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPEC = """
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
              networks:
                - {name: lan, type: bridge, vlanId: 7, ipConfig: {mode: static, address: 192.0.2.9/24}}
                - {name: fast, type: sriov}
              disks:
                - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                - {name: data, size: 1Gi, storageClassName: longhorn, reclaimPolicy: Delete}
              highAvailability: {antiAffinity: true}
            """;

    enum Kind {
        WUKONG(Wukong.class, "vm.novasphere.dev/v1alpha1"),
        PROFILE(VirtualMachineProfile.class, "vm.example.com/v1alpha1");

        private final Class<? extends MachineResource> type;
        private final String apiVersion;

        Kind(Class<? extends MachineResource> type, String apiVersion) {
            this.type = type;
            this.apiVersion = apiVersion;
        }

        Kind other() {
            return this == WUKONG ? PROFILE : WUKONG;
        }

        String word() {
            return HasMetadata.getKind(type);
        }

        String yaml() {
            return "apiVersion: %s%nkind: %s%n%s".formatted(apiVersion, word(), SPEC);
        }
    }

    private final Tenant tenant = SharedTestbed.tenant("two-kinds");

    @Test
    void theSameSpecHasTheSameChildren() throws Exception {
        var elsewhere = SharedTestbed.tenant("two-kinds");
        var wukong = runs(tenant, Kind.WUKONG);
        var children = children(tenant, wukong);
        tenant.delete(Kind.WUKONG.type, "web"); // It has the address that the next one is to have.
        var profile = runs(elsewhere, Kind.PROFILE);
        assertThat(children(elsewhere, profile)).isEqualTo(children).hasSize(7);
        elsewhere.delete(Kind.PROFILE.type, "web");
        assertThat(profile.getStatus().volumes())
                .extracting(volume -> volume.name() + volume.bound() + volume.size())
                .isEqualTo(wukong.getStatus().volumes().stream()
                        .map(volume -> volume.name() + volume.bound() + volume.size())
                        .toList());
        assertThat(conditions(profile)).isEqualTo(conditions(wukong));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theSecondOfTheNameIsToldAndTheFirstIsLeftAlone(Kind kind) throws Exception {
        runs(tenant, kind);
        var first = tenant.get(VirtualMachine.class, "web-vm").orElseThrow();
        tenant.apply(kind.other().yaml().replace("192.0.2.9/", "192.0.2.10/"));
        var second = tenant.waitFor(
                kind.other().type,
                "web",
                "NameConflict",
                status -> Tenant.because(status, "VirtualMachineSynced", "NameConflict"));
        assertThat(second.getStatus().phase()).isEqualTo("Error");
        assertThat(message(second.getStatus(), "VirtualMachineSynced"))
                .contains("web-vm", "another name", kind.other().word());
        assertThat(second.getStatus().vmName())
                .as("its VirtualMachine is not there")
                .isNull();
        assertThat(Inventory.newsWith(tenant, "web", "NameConflict")).contains("Error");
        assertThat(Inventory.events(tenant, "web"))
                .filteredOn(event -> event.getReason().equals("NameConflict"))
                .extracting(event -> event.getInvolvedObject().getKind())
                .containsOnly(kind.other().word());

        tenant.delete(kind.other().type, "web");
        Eventually.see(
                "the second one's children went",
                Duration.ofSeconds(20),
                () -> Inventory.objects(tenant, Labels.KIND, kind.other().word())
                        .toList(),
                List::isEmpty);
        var after = tenant.get(VirtualMachine.class, "web-vm").orElseThrow();
        assertThat(after.getMetadata().getUid()).isEqualTo(first.getMetadata().getUid());
        assertThat(after.getMetadata().getGeneration())
                .isEqualTo(first.getMetadata().getGeneration());
        assertThat(tenant.waitFor(kind.type, "web", "Running and Ready", Tenant::isRunning)
                        .getStatus()
                        .volumes())
                .hasSize(2)
                .allMatch(volume -> volume.bound());
        tenant.delete(kind.type, "web");
    }

    private static MachineResource runs(Tenant tenant, Kind kind) throws Exception {
        tenant.apply(kind.yaml());
        return tenant.waitFor(
                kind.type,
                "web",
                "Running and Ready, with its addresses",
                // They are details, which may come a second later.
                status -> Tenant.isRunning(status) && Tenant.because(status, "NetworksConfigured", "NetworksReady"));
    }

    private static String message(WukongStatus status, String condition) {
        return status.condition(condition).orElseThrow().getMessage();
    }

    private static List<String> conditions(MachineResource machine) {
        return machine.getStatus().conditions().stream()
                .map(condition -> condition.getType() + condition.getStatus() + condition.getReason())
                .toList();
    }

    /** What the operator made, without what is each one's own: names, uids and what is derived from them. */
    private static List<String> children(Tenant tenant, MachineResource owner) {
        return Inventory.objects(tenant, Labels.UID, owner.uid())
                .filter(child -> !(child instanceof VirtualMachineInstance))
                .map(child -> content(child)
                        .replace(owner.uid(), "<uid>")
                        .replace(owner.getKind(), "<kind>")
                        .replaceAll("(web-[a-z]+)-[0-9a-f]{8}", "$1-<hash>")
                        .replaceAll(",?\"vmprofile\":\"web\"", "")
                        .replaceAll("[0-9a-f]{2}(:[0-9a-f]{2}){5}", "<mac>")
                        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<uuid>"))
                .sorted()
                .toList();
    }

    private static String content(HasMetadata child) {
        ObjectNode object = JSON.valueToTree(child);
        object.remove(List.of("status", "metadata"));
        object.put("name", child.getMetadata().getName());
        object.path("data").properties().forEach(entry -> object.put(entry.getKey(), decoded(entry.getValue())));
        object.remove("data");
        if (object.get("spec") instanceof ObjectNode spec) {
            spec.remove("volumeName");
        }
        return object.toString();
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }
}
