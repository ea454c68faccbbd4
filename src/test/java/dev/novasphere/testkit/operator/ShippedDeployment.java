package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.controlplane.ProjectFiles;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code src/main/kubernetes/operator.yaml} says of the operator's container, so that what is tested is what is shipped. */
final class ShippedDeployment {
    private ShippedDeployment() {}

    /** The container's environment variables. */
    static Map<String, String> environment() throws IOException {
        try (var yaml = Files.newInputStream(ProjectFiles.find("src/main/kubernetes/operator.yaml"))) {
            Collection<?> documents = new KubernetesSerialization().unmarshal(yaml);
            return documents.stream()
                    .filter(Deployment.class::isInstance)
                    .map(Deployment.class::cast)
                    .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                    .flatMap(container -> container.getEnv().stream())
                    .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
        }
    }
}
