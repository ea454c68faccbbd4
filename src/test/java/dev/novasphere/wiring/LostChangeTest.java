package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.testkit.controlplane.Eventually;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Ignore;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * The trap of ADR 4: somebody changes a spec while the framework writes our status. Each test makes that happen between
 * the framework's decision to write and the write, and asks whether the reconciler ever hears of the change.
 */
@EnableKubernetesMockClient(crud = true, https = false)
class LostChangeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init") // The extension sets it before each test.
    private KubernetesClient user;

    @Test
    void withoutTheFilterTheChangeIsSeen() throws Exception {
        assertThat(cpusSeenBy(new Unfiltered())).startsWith(1).contains(2);
    }

    /** When this test fails, JOSDK loses nothing any longer: take the setting away, and ADR 4 with it. */
    @Test
    void withTheFilterItIsLost() throws Exception {
        assertThat(cpusSeenBy(new Filtered())).contains(1).doesNotContain(2);
    }

    /** What a reconciler saw of a Wukong that was changed during the first write of its status. */
    private List<Integer> cpusSeenBy(Recorder recorder) throws Exception {
        user.resource(wukong("changed", 1)).create();
        try (var client = new KubernetesClientBuilder()
                .withConfig(user.getConfiguration())
                .withHttpClientBuilderConsumer(
                        http -> http.addOrReplaceInterceptor("change", new FirstWrite(this::changeTheSpec)))
                .build()) {
            var operator = new Operator(configuration -> configuration
                    .withKubernetesClient(client)
                    .withCloseClientOnStop(false)
                    .withUseSSAToPatchPrimaryResource(false)); // The mock does not know it.
            operator.register(recorder);
            operator.start();
            try {
                if (recorder instanceof Filtered) {
                    // A change that comes later and is seen: the one before it has had its time.
                    Eventually.see("a status", PATIENCE, this::statusIsWritten, written -> written);
                    user.resource(wukong("later", 3)).create();
                    Eventually.see("reconciles", PATIENCE, recorder::seen, seen -> seen.contains(3));
                } else {
                    Eventually.see("reconciles", PATIENCE, recorder::seen, seen -> seen.contains(2));
                }
                assertThat(stored().getSpec().cpu()).isEqualTo(2);
                return recorder.seen();
            } finally {
                operator.stop();
            }
        }
    }

    private void changeTheSpec() {
        user.resources(Wukong.class)
                .inNamespace("wiring")
                .withName("changed")
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"cpu\":2}}");
    }

    private boolean statusIsWritten() {
        return stored().getStatus() != null;
    }

    private Wukong stored() {
        return user.resources(Wukong.class)
                .inNamespace("wiring")
                .withName("changed")
                .require();
    }

    private Wukong wukong(String name, int cpu) {
        return user.getKubernetesSerialization().unmarshal("""
                        apiVersion: vm.novasphere.dev/v1alpha1
                        kind: Wukong
                        metadata: {namespace: wiring, name: %s}
                        spec: {cpu: %d}
                        """.formatted(name, cpu), Wukong.class);
    }

    /** Does something right before the first PATCH of a client goes out. */
    private static final class FirstWrite implements Interceptor {
        private final AtomicBoolean done = new AtomicBoolean();
        private final Runnable action;

        FirstWrite(Runnable action) {
            this.action = action;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            if (request.method().equals("PATCH") && done.compareAndSet(false, true)) {
                action.run();
            }
        }
    }

    /** Writes into the status which CPU count it has seen. */
    private abstract static class Recorder implements Reconciler<Wukong> {
        private final List<Integer> seen = new CopyOnWriteArrayList<>();

        @Override
        public UpdateControl<Wukong> reconcile(Wukong wukong, Context<Wukong> context) {
            var cpu = wukong.getSpec().cpu();
            seen.add(cpu);
            wukong.setStatus(new WukongStatus(null, "Cpu" + cpu, null, null, List.of(), List.of(), List.of()));
            return UpdateControl.patchStatus(wukong);
        }

        List<Integer> seen() {
            return List.copyOf(seen);
        }
    }

    @Ignore
    @ControllerConfiguration(informer = @Informer(comparableResourceVersions = false))
    private static final class Unfiltered extends Recorder {}

    @Ignore
    @ControllerConfiguration
    private static final class Filtered extends Recorder {}
}
