package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.BareTestbed;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Somebody has made the definitions of KubeVirt, CDI and Multus so permissive that a tenant can store anything: before the
 * operator starts, and while it runs.
 */
class PoisonIT {
    /** One bad object of each kind, by its place; with our labels, so that no selector keeps it from the operator. */
    private static final Map<Kind, String> POISON = Map.of(
            Kind.MACHINE, "spec: nothing",
            Kind.INSTANCE, "status: {interfaces: 7}",
            Kind.DATA_VOLUME, "spec: {storage: true}",
            Kind.ATTACHMENT, "spec: {config: {cni: 1}}");

    private static BareTestbed bed;
    private static KubernetesClient client;
    private static OperatorProcess operator;

    @BeforeAll
    static void start() throws Exception {
        bed = BareTestbed.withDefinitions();
        client = bed.client();
        letEverythingThrough();
        poison("at-start");
        operator = bed.startOperator();
    }

    @AfterAll
    static void end() throws IOException {
        operator.close();
        bed.close();
    }

    @Test
    void itStopsNothingAndIsToldOnce() throws Exception {
        hasAllChildren("first");
        poison("while-it-runs");
        hasAllChildren("second");
        assertThat(operator.isAlive()).isTrue();
        assertThat(operator.get("/q/health/ready")).contains("\"status\": \"UP\"");
        for (var kind : POISON.keySet()) {
            for (var namespace : new String[] {"at-start", "while-it-runs"}) {
                assertThat(bed.log()).containsOnlyOnce("%s %s/bad cannot be read".formatted(kind.kind(), namespace));
            }
        }
        assertThat(bed.log()).contains("StorageProfile /bad cannot be read").doesNotContain(" ERROR ");
    }

    @Test
    void aWukongWhoseMachineIsSpoiltSaysSoAndTouchesNothingUntilItIsCorrected() throws Exception {
        var story = hasAllChildren("spoilt");
        story.somebodyChanges(Kind.MACHINE, Story.MACHINE, "{\"status\":{\"conditions\":\"all is well\"}}");
        story.status("ChildUnreadable", said -> Tenant.because(said, "VirtualMachineSynced", "ChildUnreadable"));
        assertThat(story.message("VirtualMachineSynced"))
                .contains("VirtualMachine web-vm cannot be read: its field status.conditions")
                .contains("until it is corrected, or deleted");
        story.somebodyChanges(Kind.MACHINE, Story.MACHINE, "{\"status\":null}");
        story.status("it is over", said -> !Tenant.because(said, "VirtualMachineSynced", "ChildUnreadable"));
    }

    private static Story hasAllChildren(String word) throws Exception {
        var story = new Story(Tenant.of(client, word));
        story.ask(Story.WITH_ALL_CHILDREN);
        story.see(
                "every child",
                () -> story.children("/metadata/uid").keySet(),
                children -> children.stream()
                        .map(child -> child.split(" ", 2)[0])
                        .toList()
                        .containsAll(List.of("MACHINE", "DATA_VOLUME", "ATTACHMENT", "SECRET")));
        return story;
    }

    private static void poison(String namespace) {
        var tenant = Tenant.in(client, namespace);
        POISON.forEach((kind, content) -> tenant.apply("""
                apiVersion: %s
                kind: %s
                metadata:
                  name: bad
                  labels: {app.kubernetes.io/managed-by: novasphere, vm.novasphere.dev/kind: Wukong, vm.novasphere.dev/name: bad}
                %s
                """.formatted(kind.apiVersion(), kind.kind(), content)));
        for (var text : new String[] {"""
            apiVersion: cdi.kubevirt.io/v1beta1
            kind: StorageProfile
            metadata: {name: bad}
            status: {claimPropertySets: all}
            """, """
            apiVersion: kubevirt.io/v1
            kind: KubeVirt
            metadata: {name: bad, namespace: %s}
            spec: {configuration: {network: []}}
            """.formatted(namespace)}) {
            var object = client.getKubernetesSerialization().unmarshal(text, GenericKubernetesResource.class);
            client.resource(object).fieldManager("somebody").forceConflicts().serverSideApply();
        }
    }

    /** As a schema that says no more than that there is an object. */
    private static void letEverythingThrough() {
        var definitions = client.apiextensions().v1().customResourceDefinitions();
        for (var definition : definitions.list().getItems()) {
            if (!definition.getSpec().getGroup().contains("novasphere")
                    && !definition.getSpec().getGroup().contains("example")) {
                definitions.resource(permissive(definition)).update();
            }
        }
    }

    private static CustomResourceDefinition permissive(CustomResourceDefinition definition) {
        for (var version : definition.getSpec().getVersions()) {
            var anything = new JSONSchemaProps();
            anything.setType("object");
            anything.setXKubernetesPreserveUnknownFields(true);
            version.getSchema().setOpenAPIV3Schema(anything);
            version.setSubresources(null);
            version.setAdditionalPrinterColumns(List.of());
            version.setSelectableFields(List.of());
        }
        return definition;
    }
}
