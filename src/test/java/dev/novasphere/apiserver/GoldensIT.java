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
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The running operator, the native executable where that is tested, reads the Wukong of every golden and answers. The
 * goldens hold every field that a spec can have, so nothing that it cannot read stays unnoticed.
 */
class GoldensIT {
    /** By the schema, and by the admission policies. */
    private static final Set<Integer> REFUSED = Set.of(422, 403);

    private static final List<String> ALWAYS =
            List.of("Accepted", "NetworksConfigured", "VolumesBound", "VirtualMachineSynced", "Ready");

    private final Tenant tenant = SharedTestbed.tenant("goldens");

    @Test
    void everyGoldenIsReadAndAnswered() throws Exception {
        var goldens = goldens();
        var stored = goldens.stream().filter(this::isStored).toList();
        assertThat(stored).as("goldens that the schema lets in today").hasSizeGreaterThan(goldens.size() * 3 / 4);
        for (var golden : stored) {
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

    /** Some goldens show what becomes of an object that an older schema, or other policies, had let in. */
    private boolean isStored(Path golden) {
        try {
            tenant.apply(asItsUserAppliesIt(golden));
            return true;
        } catch (KubernetesClientException e) {
            if (REFUSED.contains(e.getCode())) {
                return false;
            }
            throw e;
        }
    }

    /** Under a name of its own, without what the API server adds. */
    private String asItsUserAppliesIt(Path golden) {
        var client = tenant.client().getKubernetesSerialization();
        var object = client.unmarshal(content(golden), GenericKubernetesResource.class);
        var metadata = object.getMetadata();
        object.setMetadata(new ObjectMetaBuilder()
                .withName(name(golden))
                .withLabels(metadata.getLabels())
                .withAnnotations(metadata.getAnnotations())
                .build());
        object.getAdditionalProperties().remove("status");
        return client.asJson(object);
    }

    private static String content(Path golden) {
        try {
            return Files.readString(golden);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
