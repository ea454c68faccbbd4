package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The running operator, the native executable where that is tested, reads the Wukong of every golden and answers. The
 * goldens hold every field that a spec can have, so nothing that it cannot read stays unnoticed.
 */
class GoldensIT {
    private static final List<String> ALWAYS =
            List.of("Accepted", "NetworksConfigured", "VolumesBound", "VirtualMachineSynced", "Ready");

    private final Tenant tenant = SharedTestbed.tenant("goldens");

    @Test
    void everyGoldenIsReadAndAnswered() throws Exception {
        var goldens = goldens();
        for (var golden : goldens) {
            apply(golden);
        }
        for (var golden : goldens) {
            var answered = tenant.waitFor(kind(golden), name(golden), "answered", GoldensIT::isAnswered);
            assertThat(answered.getStatus().observedGeneration())
                    .as(name(golden))
                    .isEqualTo(answered.getMetadata().getGeneration());
        }
    }

    private static boolean isAnswered(WukongStatus status) {
        return status.phase() != null
                && status.observedGeneration() != null
                && ALWAYS.stream().allMatch(type -> status.condition(type).isPresent());
    }

    /** Under a name of its own, as its user would apply it: what the API server adds is left out. */
    private void apply(Path golden) throws IOException {
        var client = tenant.client().getKubernetesSerialization();
        var object = client.unmarshal(Files.readString(golden), GenericKubernetesResource.class);
        var metadata = object.getMetadata();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name(golden))
                .withLabels(metadata.getLabels())
                .withAnnotations(metadata.getAnnotations())
                .build());
        object.getAdditionalProperties().remove("status");
        tenant.apply(client.asJson(object));
    }

    private static String name(Path golden) {
        var folder = golden.getName(golden.getNameCount() - 2).toString();
        return folder.substring(0, Math.min(folder.length(), 60)).replaceFirst("-$", "");
    }

    private static Class<? extends MachineResource> kind(Path golden) {
        return golden.getFileName().toString().startsWith("in-Wukong-") ? Wukong.class : VirtualMachineProfile.class;
    }

    private static List<Path> goldens() throws IOException {
        try (var files = Files.walk(ProjectFiles.find("src/test/resources/goldens"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList();
        }
    }
}
