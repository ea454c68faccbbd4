package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * One testbed with one running operator for all tests of a JVM; started by the first that asks, ended with the JVM. Tests
 * keep apart by namespaces of their own. A test that needs another operator, or none, starts a {@link Testbed}.
 */
public final class SharedTestbed {
    private SharedTestbed() {}

    /** The testbed; its operator is running. */
    public static Testbed get() {
        return Holder.TESTBED;
    }

    /** A namespace for one test; see {@link Tenant#of}. */
    public static Tenant tenant(String word) {
        return Tenant.of(Holder.CLIENT, word);
    }

    /** The namespace of exactly this name; see {@link Tenant#in}. */
    public static Tenant tenantIn(String namespace) {
        return Tenant.in(Holder.CLIENT, namespace);
    }

    /** The running operator. */
    public static synchronized OperatorProcess operator() {
        return Holder.operator;
    }

    /** Kills the operator as a power cut would, does something meanwhile, and starts it again. */
    public static synchronized void withoutOperator(Runnable meanwhile) throws IOException, InterruptedException {
        Holder.operator.kill();
        try {
            meanwhile.run();
        } finally {
            Holder.operator = Holder.TESTBED.startOperator();
        }
    }

    /** Puts an operator with another configuration into the place of the shared one while something is done. */
    public static synchronized <T> T withOperator(Map<String, String> configuration, Callable<T> meanwhile)
            throws Exception {
        Holder.operator.kill();
        try (var _ = Holder.TESTBED.startOperator(configuration)) {
            return meanwhile.call();
        } finally {
            Holder.operator = Holder.TESTBED.startOperator();
        }
    }

    private static final class Holder {
        private static final Testbed TESTBED = testbed();
        private static final KubernetesClient CLIENT = TESTBED.plane().adminClient();
        private static OperatorProcess operator = start();

        private static Testbed testbed() {
            try {
                return Testbed.start(PlatformOptions.of(Pace.instant()));
            } catch (IOException e) {
                throw new UncheckedIOException("The shared testbed did not start.", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the shared testbed was starting.", e);
            }
        }

        private static OperatorProcess start() {
            try {
                return TESTBED.startOperator();
            } catch (IOException e) {
                throw new UncheckedIOException("The operator did not start.", e);
            }
        }
    }
}
