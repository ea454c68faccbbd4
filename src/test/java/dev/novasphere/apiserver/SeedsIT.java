package dev.novasphere.apiserver;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of the original documents becomes a running machine, to the letter and as the other kind. */
class SeedsIT {
    private static final Map<String, String> OTHER_KIND = Map.of(
            "vm.example.com/v1alpha1\nkind: VirtualMachineProfile", "vm.novasphere.dev/v1alpha1\nkind: Wukong",
            "vm.novasphere.dev/v1alpha1\nkind: Wukong", "vm.example.com/v1alpha1\nkind: VirtualMachineProfile");

    private static final Pattern NAMESPACE = Pattern.compile("(?m)^  namespace: (\\S+)$");

    @TestFactory
    Stream<DynamicTest> everyExampleRunsAsItStands() throws IOException {
        return eachExample(yaml -> runs(yaml, namespaceOf(yaml)));
    }

    @TestFactory
    Stream<DynamicTest> everyExampleRunsAsTheOtherKind() throws IOException {
        return eachExample(yaml -> runs(otherKind(yaml), SharedTestbed.tenant("seeds")));
    }

    @Test
    void theLabelOfTheEarlierDocumentsFindsEveryChild() throws Exception {
        var tenant = SharedTestbed.tenant("seeds");
        presumed(tenant);
        tenant.apply(Files.readString(ProjectFiles.find("src/test/resources/seeds/api-reference-web-server-01.yaml")));
        tenant.waitFor(VirtualMachineProfile.class, "web-server-01", "Running and Ready", Tenant::isRunning);
        var found = Inventory.objects(tenant, "vmprofile", "web-server-01")
                .collect(groupingBy(HasMetadata::getKind, HashMap::new, mapping(HasMetadata::getMetadata, toSet())));
        assertThat(found.get("VirtualMachine")).hasSize(1);
        assertThat(found.get("VirtualMachineInstance")).hasSize(1);
        assertThat(found.get("PersistentVolumeClaim")).hasSize(3);
        assertThat(found.get("NetworkAttachmentDefinition"))
                .as("one for each network but the one that names an existing definition")
                .hasSize(2);
        tenant.delete(VirtualMachineProfile.class, "web-server-01");
    }

    private static void runs(String yaml, Tenant tenant) throws Exception {
        presumed(tenant);
        var applied = tenant.apply(yaml);
        Class<? extends MachineResource> kind =
                applied.getKind().equals("Wukong") ? Wukong.class : VirtualMachineProfile.class;
        tenant.waitFor(
                kind,
                applied.getMetadata().getName(),
                "Running and Ready, and every address and volume known",
                status -> Tenant.isRunning(status)
                        && status.networks().stream().allMatch(network -> network.ipAddress() != null)
                        && status.volumes().stream().allMatch(volume -> volume.bound()));
        tenant.delete(kind, applied.getMetadata().getName()); // The next one has the same address.
    }

    /** The namespace that an example names, else one of its own. */
    private static Tenant namespaceOf(String yaml) {
        return NAMESPACE
                .matcher(yaml)
                .results()
                .findFirst()
                .map(named -> SharedTestbed.tenantIn(named.group(1)))
                .orElseGet(() -> SharedTestbed.tenant("seeds"));
    }

    /** What the examples take for granted: attachment definitions of their namespace, and people's public keys. */
    private static void presumed(Tenant tenant) {
        tenant.apply("""
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata:
                  name: business-sriov-nad
                  annotations: {k8s.v1.cni.cncf.io/resourceName: intel.com/sriov_vfio}
                spec: {config: '{"cniVersion":"0.3.1","name":"business","type":"sriov","vlan":200,"ipam":{}}'}
                """);
        tenant.apply("""
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: mgmt-net}
                spec: {config: '{"cniVersion":"0.3.1","name":"mgmt","type":"bridge","bridge":"br-mgmt","vlan":100}'}
                """);
        for (var secret : new String[] {"web-server-ssh-keys", "web-vm-ssh"}) {
            tenant.apply("""
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: %s}
                    stringData: {key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExampleExampleExampleExampleExampleExample00 demo}
                    """.formatted(secret));
        }
    }

    private static String otherKind(String yaml) {
        var other = OTHER_KIND.entrySet().stream()
                .filter(entry -> yaml.contains(entry.getKey()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The example is of neither kind: " + yaml));
        return yaml.replace(other.getKey(), other.getValue());
    }

    private interface Story {
        void of(String yaml) throws Exception;
    }

    private static Stream<DynamicTest> eachExample(Story story) throws IOException {
        try (var files = Files.list(ProjectFiles.find("src/test/resources/seeds"))) {
            return files.sorted().toList().stream().map(file -> test(file, story));
        }
    }

    private static DynamicTest test(Path file, Story story) {
        var name = file.getFileName().toString();
        return DynamicTest.dynamicTest(name, () -> story.of(Files.readString(file)));
    }
}
