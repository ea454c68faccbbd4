package dev.novasphere.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a running machine's guest is given, read as the guest reads it. */
record GuestData(Tenant tenant, Wukong wukong) {
    private static final ResourceDefinitionContext MACHINES = new ResourceDefinitionContext.Builder()
            .withGroup("kubevirt.io")
            .withVersion("v1")
            .withKind("VirtualMachine")
            .withPlural("virtualmachines")
            .withNamespaced(true)
            .build();
    private static final Pattern PART = Pattern.compile("\\R\\R([A-Za-z0-9+/=\\s]+)\\R--");

    /** The user's own document arrives byte for byte, nothing stands beside it that was not asked for, all by reference. */
    void isWhatWasAskedFor() {
        var spec = wukong.getSpec();
        var documents = documents();
        if (spec.userData() != null) {
            assertThat(documents.getLast()).isEqualTo(spec.userData());
        } else {
            assertThat(documents).containsExactly("#cloud-config\n{}\n");
        }
        assertThat(documents).hasSizeLessThan(3);
        assertThat(source().keySet())
                .as("cloud-init only by a Secret")
                .containsOnly("secretRef", "networkDataSecretRef");
        if (spec.sshKeySecret() != null) {
            assertThat(Serialization.asYaml(machine())).contains("secretName: \"" + spec.sshKeySecret() + "\"");
        }
    }

    /** Where cloud-init's data comes from. */
    @SuppressWarnings("unchecked")
    private Map<String, ?> source() {
        List<Map<String, ?>> volumes = machine().get("spec", "template", "spec", "volumes");
        return volumes.stream()
                .filter(volume -> volume.containsKey("cloudInitNoCloud"))
                .map(volume -> (Map<String, ?>) Objects.requireNonNull(volume.get("cloudInitNoCloud")))
                .findFirst()
                .orElseThrow();
    }

    /** The cloud-config documents: one, or the parts of a MIME message. */
    private List<String> documents() {
        var reference = (Map<?, ?>) Objects.requireNonNull(source().get("secretRef"));
        var name = String.valueOf(reference.get("name"));
        var data = tenant.get(Secret.class, name).orElseThrow().getData();
        var text = decoded(Objects.requireNonNull(data.get("userdata")));
        var parts = PART.matcher(text)
                .results()
                .map(part -> decoded(part.group(1).replaceAll("\\s", "")))
                .toList();
        return parts.isEmpty() ? List.of(text) : parts;
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }

    private GenericKubernetesResource machine() {
        return tenant.client()
                .genericKubernetesResources(MACHINES)
                .inNamespace(tenant.namespace())
                .withName(wukong.getMetadata().getName() + "-vm")
                .get();
    }
}
