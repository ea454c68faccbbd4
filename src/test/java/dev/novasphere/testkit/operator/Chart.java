package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.consumers.Command;
import dev.novasphere.testkit.consumers.ConsumerPrograms;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the chart makes with its default values, rendered once by Helm, so that what is tested is what is shipped. */
public final class Chart {
    /** Where the documentation has the operator installed. */
    public static final String NAMESPACE = "novasphere-system";

    /** The operator's ServiceAccount. */
    public static final String ACCOUNT = "novasphere-operator";

    private static final String RELEASE = "novasphere";
    private static final Set<Class<? extends HasMetadata>> ACCESS =
            Set.of(ServiceAccount.class, ClusterRole.class, ClusterRoleBinding.class, Role.class, RoleBinding.class);

    private Chart() {}

    /** The objects of a kind. */
    public static <T extends HasMetadata> Stream<T> all(Class<T> type) {
        return Rendered.OBJECTS.stream().filter(type::isInstance).map(type::cast);
    }

    /** The operator's account, the roles and who has them. */
    public static List<HasMetadata> access() {
        return Rendered.OBJECTS.stream()
                .filter(object -> ACCESS.contains(object.getClass()))
                .toList();
    }

    /** The namespace that an administrator makes for the operator, locked down as the documentation advises. */
    public static Namespace namespace() {
        return new NamespaceBuilder()
                .withNewMetadata()
                .withName(NAMESPACE)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build();
    }

    /** What the operator may do in the whole cluster; the roles that are there for people are not among it. */
    public static Stream<PolicyRule> rules() {
        var bound = all(ClusterRoleBinding.class)
                .filter(binding -> binding.getSubjects().stream().anyMatch(who -> ACCOUNT.equals(who.getName())))
                .map(binding -> binding.getRoleRef().getName())
                .toList();
        return all(ClusterRole.class)
                .filter(role -> bound.contains(role.getMetadata().getName()))
                .flatMap(role -> role.getRules().stream());
    }

    /** The variables of the operator's container; those that only a pod has, such as its own name, are left out. */
    static Map<String, String> environment() {
        return all(Deployment.class)
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
    }

    /** The objects that Helm renders with further arguments, {@code --set} for instance. */
    public static List<HasMetadata> render(String... arguments) {
        try {
            var line = new ArrayList<>(List.of(
                    ConsumerPrograms.helm().resolve("helm").toString(),
                    "template",
                    RELEASE,
                    ProjectFiles.find("helm/novasphere").toString(),
                    "--namespace",
                    NAMESPACE));
            line.addAll(List.of(arguments));
            var result = new Command(line, Map.of(), Duration.ofMinutes(1)).run();
            if (!result.succeeded()) {
                throw new IllegalStateException("Helm could not render the chart: " + result.errors());
            }
            return objects(result.output());
        } catch (IOException e) {
            throw new UncheckedIOException("Helm could not be run.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Helm was rendering the chart.", e);
        }
    }

    private static List<HasMetadata> objects(String yaml) {
        Collection<?> documents = new KubernetesSerialization()
                .unmarshal(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
        return documents.stream()
                .filter(HasMetadata.class::isInstance)
                .map(HasMetadata.class::cast)
                .toList();
    }

    /** Rendered when first asked for, then kept for the run. */
    private static final class Rendered {
        static final List<HasMetadata> OBJECTS = render();
    }
}
