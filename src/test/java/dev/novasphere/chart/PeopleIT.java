package dev.novasphere.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has one of the cluster's own roles in a namespace has it for the machines there, and for no others. */
class PeopleIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource({"view, true, false, false", "edit, true, true, false", "admin, true, true, true"})
    void mayDoWithMachinesWhatTheRoleSays(String role, boolean see, boolean change, boolean deleteAll)
            throws Exception {
        var tenant = SharedTestbed.tenant("people");
        var elsewhere = SharedTestbed.tenant("people");
        bind(tenant, role);
        var wanted = Map.of("watch", see, "create", change, "deletecollection", deleteAll);
        var config = SharedTestbed.get().plane().configForUser("erika-" + role);
        try (var user = new KubernetesClientBuilder().withConfig(config).build()) {
            for (var kind : Map.of("wukongs", "vm.novasphere.dev", "virtualmachineprofiles", "vm.example.com")
                    .entrySet()) {
                Eventually.see(
                        "what %s may do with %s".formatted(role, kind),
                        PATIENCE,
                        () -> may(user, tenant, kind),
                        new TreeMap<>(wanted)::equals);
                assertThat(may(user, elsewhere, kind)).containsValue(false).doesNotContainValue(true);
            }
            for (var nobodys : List.of("nodenetworks", "addressleases")) {
                assertThat(may(user, tenant, Map.entry(nobodys, "vm.novasphere.dev")))
                        .as("what %s may do with %s", role, nobodys)
                        .doesNotContainValue(true);
            }
        }
    }

    private static void bind(Tenant tenant, String role) {
        tenant.client()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(tenant.namespace())
                        .withName(role)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                        .addNewSubject()
                        .withKind("User")
                        .withName("erika-" + role)
                        .endSubject()
                        .build())
                .create();
    }

    private static Map<String, Boolean> may(KubernetesClient user, Tenant tenant, Map.Entry<String, String> kind) {
        var answers = new TreeMap<String, Boolean>();
        for (var verb : new String[] {"watch", "create", "deletecollection"}) {
            var review = new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withNewResourceAttributes()
                    .withGroup(kind.getValue())
                    .withResource(kind.getKey())
                    .withNamespace(tenant.namespace())
                    .withVerb(verb)
                    .endResourceAttributes()
                    .endSpec()
                    .build();
            answers.put(
                    verb,
                    user.authorization()
                            .v1()
                            .selfSubjectAccessReview()
                            .create(review)
                            .getStatus()
                            .getAllowed());
        }
        return answers;
    }
}
