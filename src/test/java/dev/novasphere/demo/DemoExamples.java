package dev.novasphere.demo;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;

/** The original documents' full example with what it presumes, and two small ones. */
final class DemoExamples {
    static final String NAMESPACE = "production";
    static final int COUNT = 3;

    private DemoExamples() {}

    static void apply(KubernetesClient client) throws IOException {
        put(
                client,
                new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(NAMESPACE)
                        .endMetadata()
                        .build());
        put(
                client,
                new SecretBuilder()
                        .withNewMetadata()
                        .withNamespace(NAMESPACE)
                        .withName("web-server-ssh-keys")
                        .endMetadata()
                        .addToStringData(
                                "key1",
                                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDemoDemoDemoDemoDemoDemoDemoDemoDemoDemoDemo demo")
                        .build());
        for (var example : new String[] {
            "demo/business-sriov-nad.yaml",
            "seeds/api-reference-web-server-01.yaml",
            "demo/wukong-tiny.yaml",
            "demo/wukong-static-address.yaml"
        }) {
            put(client, load(client, example));
        }
    }

    private static HasMetadata load(KubernetesClient client, String resource) throws IOException {
        try (InputStream text = DemoExamples.class.getClassLoader().getResourceAsStream(resource)) {
            if (text == null) {
                throw new IOException("The example " + resource + " is not on the class path.");
            }
            var object = client.getKubernetesSerialization().unmarshal(text, GenericKubernetesResource.class);
            if (object.getMetadata().getNamespace() == null) {
                object.getMetadata().setNamespace(NAMESPACE);
            }
            return object;
        }
    }

    private static void put(KubernetesClient client, HasMetadata object) {
        client.resource(object).serverSideApply();
    }
}
