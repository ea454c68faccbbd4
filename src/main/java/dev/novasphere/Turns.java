package dev.novasphere;

import dev.novasphere.queue.ReconcileQueue;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.Cloner;
import io.javaoperatorsdk.operator.api.config.ConfigurationService;
import io.javaoperatorsdk.operator.processing.Controller;
import io.quarkiverse.operatorsdk.runtime.QuarkusConfigurationService;
import io.quarkiverse.operatorsdk.runtime.QuarkusControllerConfiguration;
import io.quarkiverse.operatorsdk.runtime.config.OverriddenConfigurationService;

/**
 * The framework's configuration with our queue for its threads. QOSDK 7.7 has a bean for that, {@code
 * ConfigurationServiceCustomizer}, which gives the threads to the operator and not to its controllers, and to both a client
 * and a cloner of their own: writes would pass the fence unseen.
 */
final class Turns extends OverriddenConfigurationService {
    private final ConfigurationService given;

    private Turns(QuarkusConfigurationService given, ConfigurationService served) {
        super(given, served);
        this.given = given;
    }

    /** Has the passes of all controllers wait in a queue; to be called before the start. */
    static void serve(Operator operator, ReconcileQueue queue) {
        var given = (QuarkusConfigurationService) operator.getConfigurationService();
        var served = ConfigurationService.newOverriddenConfigurationService(
                given, framework -> framework.withExecutorService(queue));
        var turns = new Turns(given, served);
        for (Object registered : operator.getRegisteredControllers()) {
            var controller = (Controller<?>) registered;
            ((QuarkusControllerConfiguration<?>) controller.getConfiguration()).setParent(turns);
        }
    }

    @Override
    public KubernetesClient getKubernetesClient() {
        return given.getKubernetesClient();
    }

    @Override
    public Cloner getResourceCloner() {
        return given.getResourceCloner();
    }
}
