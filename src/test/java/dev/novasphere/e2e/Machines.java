package dev.novasphere.e2e;

import dev.novasphere.api.Wukong;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A user's virtual machines. */
final class Machines {
    private final Tenant tenant;
    private final AtomicInteger count = new AtomicInteger();

    Machines(KubernetesClient client) {
        this.tenant = Tenant.in(client, "machines");
    }

    String namespace() {
        return tenant.namespace();
    }

    /** Applies a new Wukong and returns its name at once. */
    String create() {
        var name = "web-" + count.incrementAndGet();
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: %s}
                spec:
                  cpu: 1
                  memory: 1Gi
                  disks:
                  - {name: root, size: 10Gi, storageClassName: longhorn, image: "docker://registry.example.com/web:1"}
                """.formatted(name));
        return name;
    }

    /** Waits until it runs. */
    void awaitRunning(String name) throws Exception {
        tenant.waitForRunning(name);
    }

    /** A new Wukong becomes a running machine: the operator works. */
    void oneMoreRuns() throws Exception {
        awaitRunning(create());
    }

    /** Each machine and each of its instances with what would change if somebody restarted or even touched it. */
    Map<String, String> traces() {
        var traces = new TreeMap<String, String>();
        for (var kind : java.util.List.of(VirtualMachine.class, VirtualMachineInstance.class)) {
            for (var object : tenant.client()
                    .resources(kind)
                    .inNamespace(namespace())
                    .list()
                    .getItems()) {
                traces.put(
                        HasMetadata.getKind(kind) + " " + object.getMetadata().getName(),
                        object.getMetadata().getUid() + " of generation "
                                + object.getMetadata().getGeneration());
            }
        }
        return traces;
    }

    /** How many Wukongs there are. */
    int size() {
        return tenant.client()
                .resources(Wukong.class)
                .inNamespace(namespace())
                .list()
                .getItems()
                .size();
    }
}
