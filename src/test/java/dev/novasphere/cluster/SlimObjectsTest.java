package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.external.VirtualMachine;
import io.fabric8.kubernetes.api.model.FieldsV1;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.api.model.WatchEvent;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

/** What the caches keep of an object. */
class SlimObjectsTest {
    private static final String MACHINE = """
            {"apiVersion": "kubevirt.io/v1", "kind": "VirtualMachine",
             "metadata": {
               "name": "%s", "namespace": "production", "resourceVersion": "42", "generation": 7, "uid": "u",
               "labels": {"team": "blue"},
               "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}", "note": "mine"},
               "finalizers": ["keep/me"],
               "managedFields": [
                 {"manager": "novasphere", "operation": "Apply", "apiVersion": "kubevirt.io/v1", "fieldsType": "FieldsV1",
                  "fieldsV1": {"f:spec": {"f:template": {}}}},
                 {"manager": "virt-controller", "operation": "Update", "fieldsV1": {"f:status": {"f:ready": {}}}},
                 {"manager": "virt-api", "operation": "Update", "fieldsV1": {"f:spec": {"f:runStrategy": {}}}}]},
             "spec": {"runStrategy": "Always"}, "status": {"printableStatus": "Running"}}
            """;

    private final KubernetesSerialization client = KnownKinds.serialization(new ObjectMapper());

    @Test
    void ofTheOwnersOfFieldsOnlyThoseStayThatAreAskedFor() {
        var machine = client.unmarshal(MACHINE.formatted("web"), VirtualMachine.class);

        assertThat(machine.getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .containsExactly("novasphere", "virt-api");
    }

    @Test
    void theRestOfTheMetadataStays() {
        var metadata =
                client.unmarshal(MACHINE.formatted("web"), VirtualMachine.class).getMetadata();

        assertThat(metadata)
                .returns("web", ObjectMeta::getName)
                .returns("production", ObjectMeta::getNamespace)
                .returns("42", ObjectMeta::getResourceVersion)
                .returns(7L, ObjectMeta::getGeneration)
                .returns("u", ObjectMeta::getUid);
        assertThat(metadata.getLabels()).containsOnlyKeys("team");
        assertThat(metadata.getAnnotations()).containsOnlyKeys("note");
        assertThat(metadata.getFinalizers()).containsExactly("keep/me");
    }

    @Test
    void childrenOfOneKindShareTheTreeOfTheirFields() {
        var one = client.unmarshal(MACHINE.formatted("one"), VirtualMachine.class);
        var two = client.unmarshal(MACHINE.formatted("two"), VirtualMachine.class);

        assertThat(fields(one)).isSameAs(fields(two));
        assertThat(fields(one).getAdditionalProperties()).containsOnlyKeys("f:spec");
    }

    @Test
    void ofANodeOnlyWhatItOffersAndToWhomStays() {
        var node = client.unmarshal("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a"},
                 "spec": {"podCIDR": "10.0.0.0/24", "unschedulable": true, "taints": [{"key": "a", "effect": "NoSchedule"}]},
                 "status": {"allocatable": {"intel.com/sriov": "4"}, "images": [{"names": ["a:1"], "sizeBytes": 1}]}}
                """, Node.class);

        assertThat(node.getSpec().getPodCIDR()).isNull();
        assertThat(node.getSpec().getUnschedulable()).isTrue();
        assertThat(node.getSpec().getTaints()).extracting(Taint::getKey).containsExactly("a");
        assertThat(node.getStatus().getImages()).isEmpty();
        assertThat(node.getStatus().getAllocatable()).containsOnlyKeys("intel.com/sriov");
    }

    @Test
    void aWatchDeliversTheSame() {
        var event = client.unmarshal(
                "{\"type\": \"MODIFIED\", \"object\": " + MACHINE.formatted("web") + "}", WatchEvent.class);

        assertThat(event.getObject()).isInstanceOfSatisfying(VirtualMachine.class, machine -> {
            assertThat(machine.getMetadata().getManagedFields()).hasSize(2);
            assertThat(machine.getStatus()).isNotNull();
        });
    }

    @Test
    void anObjectWithoutAnythingToTakeOutIsReadAsItIs() {
        var claim = client.unmarshal(
                "{\"apiVersion\": \"v1\", \"kind\": \"PersistentVolumeClaim\", \"metadata\": {\"name\": \"a\"}}",
                PersistentVolumeClaim.class);

        assertThat(claim.getMetadata().getName()).isEqualTo("a");
        assertThat(claim.getMetadata().getManagedFields()).isEmpty();
    }

    private static FieldsV1 fields(VirtualMachine machine) {
        return machine.getMetadata().getManagedFields().getFirst().getFieldsV1();
    }
}
