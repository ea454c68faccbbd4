package dev.novasphere.apiserver;

import static dev.novasphere.apiserver.Story.SMALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.SharedTestbed;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Foreign objects hold far more than the operator knows of, and sometimes nonsense; neither does harm. */
class UnknownFieldsIT {
    private final Story story = new Story(SharedTestbed.tenant("unknown"));
    private final Stillness stillness = new Stillness(story);

    @Test
    void ofAMachineSurviveOurWrites() throws Exception {
        story.run(SMALL);
        story.somebodyChanges(Kind.MACHINE, Story.MACHINE, """
                {"spec": {
                   "updateVolumesStrategy": "Replacement",
                   "template": {"spec": {
                     "domain": {"clock": {"utc": {}}, "ioThreadsPolicy": "auto", "devices": {"tpm": {}}},
                     "readinessProbe": {"guestAgentPing": {}}}}}}
                """);
        var theirs = story.machine();
        story.ask("cpu: 2\nmemory: 1Gi\n");
        var after = story.machine(
                "two sockets",
                vm -> vm.at("/spec/template/spec/domain/cpu/sockets").asInt() == 2);
        for (var pointer : new String[] {
            "/spec/updateVolumesStrategy",
            "/spec/template/spec/domain/clock",
            "/spec/template/spec/domain/ioThreadsPolicy",
            "/spec/template/spec/domain/devices/tpm",
            "/spec/template/spec/readinessProbe"
        }) {
            assertThat(after.at(pointer).isMissingNode()).as(pointer).isFalse();
            assertThat(after.at(pointer)).as(pointer).isEqualTo(theirs.at(pointer));
        }
    }

    @Test
    void ofAStorageProfileAreSkipped() throws Exception {
        var name = story.namespace() + "-class";
        clusterWide("""
                apiVersion: cdi.kubevirt.io/v1beta1
                kind: StorageProfile
                metadata: {name: %s, annotations: {team: blue}}
                spec: {cloneStrategy: csi-clone}
                status:
                  storageClass: %s
                  provisioner: example.com/unheard-of
                  cloneStrategy: csi-clone
                  dataImportCronSourceFormat: snapshot
                  snapshotClass: fast
                  claimPropertySets: [{accessModes: [ReadWriteMany, ReadWriteOnce], volumeMode: Block}]
                  conditions: [{type: Complete, status: "True", reason: Complete, message: fine}]
                """.formatted(name, name));
        clusterWide("""
                apiVersion: storage.k8s.io/v1
                kind: StorageClass
                metadata: {name: %s}
                provisioner: example.com/unheard-of
                volumeBindingMode: WaitForFirstConsumer
                """.formatted(name));
        story.run(SMALL);
        stillness.look();
        story.ask(SMALL + "disks: [{name: data, size: 1Gi, storageClassName: " + name + "}]\n");
        var claim =
                story.see("a claim", () -> story.json(Kind.CLAIM, story.disk("data")), found -> !found.isMissingNode());
        assertThat(claim.at("/spec/volumeMode").asText()).isEqualTo("Block");
        assertThat(claim.at("/spec/accessModes/0").asText()).isEqualTo("ReadWriteMany");
    }

    @Test
    void ofAnExistingAttachmentDefinitionAreSkipped() throws Exception {
        story.somebodyMakes(Kind.ATTACHMENT, "theirs", """
                spec:
                  config: '{"cniVersion": "1.0.0", "name": "theirs", "disableCheck": true, "plugins": [
                    {"type": "bridge", "bridge": "br-x", "vlan": 7, "vlanTrunk": [{"minID": 1, "maxID": 9}], "x": {"y": []}},
                    {"type": "tuning", "sysctl": {"net.core.somaxconn": "500"}}]}'
                """);
        story.run(SMALL + "networks: [{name: front, type: bridge, nadName: theirs, vlanId: 7}]\n");
        assertThat(story.wukong().getStatus().networks())
                .singleElement()
                .satisfies(network -> assertThat(network.nadName()).isEqualTo("theirs"));
    }

    /** Whoever may make objects in a namespace may forge our labels on them. */
    @Test
    void orNonsenseUnderOurLabelsStopsNobody() throws Exception {
        var labels = """
                  labels:
                    app.kubernetes.io/managed-by: novasphere
                    vm.novasphere.dev/kind: Wukong
                    vm.novasphere.dev/name: web
                    vm.novasphere.dev/uid: forged
                    vm.novasphere.dev/disk: data
                """;
        story.somebodyMakes(Kind.ATTACHMENT, "nonsense", labels + "spec: {config: 'no JSON'}\n");
        story.somebodyMakes(Kind.ATTACHMENT, "empty", labels);
        story.somebodyMakes(
                Kind.MACHINE,
                "nonsense",
                labels + "spec: {runStrategy: Halted, template: {spec: {domain: {devices: {}}}}}\n");
        story.somebodyMakes(
                Kind.CLAIM,
                "nonsense",
                labels
                        + "spec: {storageClassName: never-provisions, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}\n");
        story.run(SMALL + "disks: [{name: data, size: 1Gi, storageClassName: longhorn}]\n");
        assertThat(story.names(Kind.ATTACHMENT)).containsExactlyInAnyOrder("nonsense", "empty");
        assertThat(story.names(Kind.CLAIM)).containsExactlyInAnyOrder("nonsense", story.disk("data"));
        assertThat(story.wukong().getStatus().volumes())
                .singleElement()
                .satisfies(volume -> assertThat(volume.pvcName()).isEqualTo(story.disk("data")));
    }

    private void clusterWide(String yaml) {
        var object = Serialization.unmarshal(yaml, GenericKubernetesResource.class);
        var client = story.tenant().client();
        var made = client.resource(object).create();
        var status = object.getAdditionalProperties().get("status");
        if (status != null) { // It is a resource of its own, which the request that makes an object does not write.
            made.setAdditionalProperty("status", status);
            client.resource(made).updateStatus();
        }
    }
}
