package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is for the guest alone is in no place but its cloud-init Secret. */
class SecrecyIT {
    private static final String CANARY = "canary9f3b";
    private static final String WUKONG = """
            apiVersion: vm.novasphere.dev/v1alpha1
            kind: Wukong
            metadata: {name: web}
            spec:
              cpu: 1
              memory: 1Gi
            """;
    private static final String WITH_SECRETS = WUKONG + """
              cloudInitUser: {name: ops, passwordHash: "$6$rounds=4096$canary9f3b$canaryAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}
              userData: |
                #cloud-config
                write_files: [{path: /etc/token, content: canary9f3b}]
            """;

    private final Tenant tenant = SharedTestbed.tenant("secrecy");

    @Test
    void userDataAndHashesAreInTheSecretAndNowhereElse() throws Exception {
        tenant.apply(WITH_SECRETS);
        tenant.waitForRunning("web");
        assertThat(secrets())
                .as("the guest gets it")
                .contains("content: " + CANARY)
                .contains("$6$rounds=4096$" + CANARY);
        assertThat(told()).doesNotContain(CANARY);
    }

    /** The YAML library's own complaint would quote the line. */
    @Test
    void userDataThatCannotBeReadIsNotQuoted() throws Exception {
        tenant.apply(WUKONG + "  userData: \"#cloud-config\\npassword: [canary9f3b\\n\"\n");
        tenant.waitFor("web", "refused", status -> Tenant.because(status, "Accepted", "SpecInvalid"));
        assertThat(Inventory.newsWith(tenant, "web", "SpecInvalid")).containsOnlyOnce("SpecInvalid");
        assertThat(told()).doesNotContain(CANARY);
    }

    @Test
    void aPasswordInClearIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> tenant.apply(WUKONG + "  cloudInitUser: {name: ops, password: canary9f3b}\n"))
                .hasMessageContaining("passwordHash")
                .hasMessageNotContaining(CANARY);
    }

    /** Everything that people or programs without a right to Secrets and to the spec can read. */
    private String told() throws Exception {
        var children = Inventory.objects(tenant, "vm.novasphere.dev/name", "web")
                .filter(object -> !(object instanceof Secret))
                .map(HasMetadata.class::cast);
        var events = tenant.client().v1().events().inNamespace(tenant.namespace()).list().getItems().stream();
        var objects = Stream.concat(children, events).map(Serialization::asYaml).collect(Collectors.joining());
        var status = tenant.get(Wukong.class, "web").orElseThrow().getStatus();
        var log = Files.readString(SharedTestbed.get().operatorLog());
        assertThat(List.of(objects, log)).allSatisfy(text -> assertThat(text).contains(tenant.namespace()));
        return objects + Serialization.asYaml(status) + log;
    }

    /** What the MIME parts of every Secret hold. */
    private String secrets() {
        return tenant.client().secrets().inNamespace(tenant.namespace()).list().getItems().stream()
                .flatMap(secret -> secret.getData().values().stream())
                .map(data -> new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8))
                .flatMap(text -> Pattern.compile("\\R\\R([A-Za-z0-9+/=\\s]+)\\R--")
                        .matcher(text)
                        .results())
                .map(part -> new String(Base64.getMimeDecoder().decode(part.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
