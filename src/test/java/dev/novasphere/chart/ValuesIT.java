package dev.novasphere.chart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Chart;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.SharedTestbed;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator writes into a value arrives: the operator runs with the variables and files that the chart makes. */
class ValuesIT {
    private static final String LOCATIONS = "QUARKUS_CONFIG_LOCATIONS";
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @Test
    void anAliasWithADashAndTheBridgesOfTheSiteAreKnown() throws Exception {
        var values = "helm/novasphere/examples/site.yaml";
        var variables = variables("--values", values);
        assertThat(variables).containsEntry(LOCATIONS, "/etc/novasphere/application.properties");
        // The shared API server has the policies of the default values, so no machine with such a bridge can be asked
        // for.
        assertThat(variables.get("NOVASPHERE_ALLOWED_BRIDGES")).contains("vmbr");
        variables.put(LOCATIONS, mounted("--values", values).toString());

        SharedTestbed.withOperator(variables, () -> {
            var tenant = SharedTestbed.tenant("site");
            tenant.apply("""
                    apiVersion: vm.novasphere.dev/v1alpha1
                    kind: Wukong
                    metadata: {name: web}
                    spec:
                      cpu: 1
                      memory: 1Gi
                      disks: [{name: data, size: 1Gi, storageClassName: fast-and-safe}]
                    """);
            return Eventually.see(
                    "a claim of the class behind the alias",
                    PATIENCE,
                    () -> tenant
                            .client()
                            .resources(PersistentVolumeClaim.class)
                            .inNamespace(tenant.namespace())
                            .list()
                            .getItems()
                            .stream()
                            .map(claim -> String.valueOf(claim.getSpec().getStorageClassName()))
                            .toList(),
                    classes -> classes.contains("longhorn-nvme-3"));
        });
    }

    @Test
    void theProxyIsAskedForTheApiServer() throws Exception {
        try (var proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var _ = launch("--set", "proxy.https=http://127.0.0.1:" + proxy.getLocalPort())) {
            proxy.setSoTimeout((int) PATIENCE.toMillis());
            try (var connection = proxy.accept();
                    var reader = new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII))) {
                assertThat(reader.readLine())
                        .startsWith("CONNECT "
                                + SharedTestbed.get().plane().server().getAuthority());
            }
        }
    }

    @Test
    void aHostThatNeedsNoProxyIsAskedItself() throws Exception {
        var variables = variables("--set", "proxy.https=http://127.0.0.1:9", "--set", "proxy.noProxy=127.0.0.1");
        assertThat(variables).containsKeys("HTTPS_PROXY", "NO_PROXY");

        // It returns when the operator is ready, and throws where it does not become so.
        assertThat(SharedTestbed.withOperator(variables, () -> "ready")).isEqualTo("ready");
    }

    /** Beside the shared operator, and never reaching the API server: nobody answers behind the proxy. */
    private OperatorProcess launch(String... arguments) throws Exception {
        var kubeconfig = SharedTestbed.get().plane().kubeconfigFor(Chart.NAMESPACE, Chart.ACCOUNT);
        return OperatorProcess.launch(kubeconfig, folder.resolve("log"), variables(arguments));
    }

    private static Map<String, String> variables(String... arguments) {
        var variables = new HashMap<String, String>();
        Chart.render(arguments).stream()
                .filter(Deployment.class::isInstance)
                .map(Deployment.class::cast)
                .flatMap(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().stream())
                .flatMap(container -> container.getEnv().stream())
                .filter(variable -> variable.getValue() != null)
                .forEach((EnvVar variable) -> variables.put(variable.getName(), variable.getValue()));
        return variables;
    }

    /** The file as it would be mounted. */
    private Path mounted(String... arguments) throws Exception {
        var data = Chart.render(arguments).stream()
                .filter(object -> object.getMetadata().getName().equals("novasphere-operator-config"))
                .map(ConfigMap.class::cast)
                .findFirst()
                .orElseThrow()
                .getData();
        return Files.writeString(folder.resolve("application.properties"), data.get("application.properties"));
    }
}
