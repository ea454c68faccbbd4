package dev.novasphere.e2e;

import dev.novasphere.testkit.controlplane.ProjectFiles;
import dev.novasphere.testkit.operator.Chart;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator as Helm's release, from the chart of this project and the image that was built.
 *
 * @param version of the image
 */
record Release(Terminal terminal, String version) {
    static final String NAME = "novasphere";

    /** The namespace that an administrator makes first; it enforces the restricted pod security standard. */
    static void makeNamespace(KubernetesClient client) {
        client.resource(Chart.namespace()).serverSideApply();
    }

    /** Installs it and returns when Helm says that it is ready. */
    void install() throws IOException, InterruptedException {
        helm("install", "--wait", "--timeout=4m");
    }

    /** Changes values, or the chart, and returns when Helm says that it is ready. */
    void upgrade(String value) throws IOException, InterruptedException {
        helm("upgrade", "--wait", "--timeout=4m", value);
    }

    /** Changes a value without waiting for anything. */
    void change(String value) throws IOException, InterruptedException {
        helm("upgrade", value);
    }

    void rollback() throws IOException, InterruptedException {
        terminal.helm("rollback", NAME, "--namespace", Chart.NAMESPACE, "--wait", "--timeout=4m");
    }

    void uninstall() throws IOException, InterruptedException {
        terminal.helm("uninstall", NAME, "--namespace", Chart.NAMESPACE, "--wait", "--timeout=4m");
    }

    private void helm(String verb, String... more) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(
                verb,
                NAME,
                ProjectFiles.find("helm/novasphere").toString(),
                "--namespace",
                Chart.NAMESPACE,
                "--set=image.registry=",
                "--set=image.repository=localhost/novasphere-operator",
                "--set-string=image.tag=" + version,
                "--set=image.pullPolicy=Never"));
        words.addAll(List.of(more));
        terminal.helm(words.toArray(String[]::new));
    }
}
