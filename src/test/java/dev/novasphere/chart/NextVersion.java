package dev.novasphere.chart;

import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.Testbed;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * What the operator of this version needs beyond an earlier chart: the kinds and the rights that came since. A cluster has
 * the operator of each chart; the tests have this one only, and it is to run under either.
 */
final class NextVersion {
    private static final String NAME = "next-version";

    private NextVersion() {}

    /** Adds both; the definitions as Helm marks its own, so that the upgrade takes them over. */
    static void comesFirst(KubernetesClient administrator) throws IOException {
        for (var file : Testbed.ourCrds()) {
            var crd = Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
            if (administrator.resource(crd).get() == null) {
                var metadata = crd.getMetadata();
                metadata.setLabels(Map.of("app.kubernetes.io/managed-by", "Helm"));
                metadata.setAnnotations(Map.of(
                        "meta.helm.sh/release-name", Release.NAME, "meta.helm.sh/release-namespace", Chart.NAMESPACE));
                administrator.resource(crd).create();
            }
        }
        administrator
                .resource(new ClusterRoleBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withRules(Chart.rules().toList())
                        .build())
                .create();
        administrator
                .resource(new ClusterRoleBindingBuilder()
                        .withNewMetadata()
                        .withName(NAME)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", NAME)
                        .addNewSubject(null, "ServiceAccount", Chart.ACCOUNT, Chart.NAMESPACE)
                        .build())
                .create();
    }
}
