package dev.novasphere;

import dev.novasphere.api.NodeNetwork;
import dev.novasphere.cluster.FieldManager;
import dev.novasphere.cluster.NodeNetworkReader;
import dev.novasphere.cluster.NodeNetworkWriter;
import dev.novasphere.nodenetwork.NodeNetworkPass;
import dev.novasphere.nodenetwork.NodeNetworkReport;
import dev.novasphere.nodenetwork.Teardown;
import dev.novasphere.queue.PassRate;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The story of a {@link NodeNetwork}: look at the nodes, judge, have NMState make the bridge, tell; and all the way back. */
@ControllerConfiguration(
        name = "nodenetwork",
        finalizerName = "vm.novasphere.dev/finalizer",
        fieldManager = FieldManager.NAME,
        generationAwareEventProcessing = false,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.MINUTES),
        // Whatever namespaces are served, this kind stands in none.
        informer = @Informer(comparableResourceVersions = false, namespaces = Constants.WATCH_ALL_NAMESPACES))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class NodeNetworkReconciler implements ConfigurableReconciler<NodeNetwork>, Cleaner<NodeNetwork> {
    private static final long LEAVING_MILLIS = 5_000;
    /** Nothing tells when the API server, or a webhook of it, would accept what it has refused. */
    private static final long REJECTED_MILLIS = 30_000;

    private final NodeNetworkReader reader;
    private final NodeNetworkWriter writer;
    private final Clock clock;

    NodeNetworkReconciler(NodeNetworkReader reader, NodeNetworkWriter writer, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    /** As for {@link WukongReconciler}. */
    @Override
    public void updateConfigurationFrom(ControllerConfigurationOverrider<NodeNetwork> configuration) {
        configuration.withRateLimiter(new PassRate());
    }

    @Override
    public List<EventSource<?, NodeNetwork>> prepareEventSources(EventSourceContext<NodeNetwork> context) {
        var source = new SimpleInboundEventSource<NodeNetwork>("nodes");
        var networks = context.getPrimaryCache();
        reader.addListener(
                () -> networks.list().forEach(network -> source.propagateEvent(ResourceID.fromResource(network))));
        return List.of(source);
    }

    @Override
    public UpdateControl<NodeNetwork> reconcile(NodeNetwork network, Context<NodeNetwork> context) {
        var pass = NodeNetworkPass.looked(network, reader.read(network));
        if (pass.mayWrite()) {
            pass = writer.apply(pass);
        } else if (pass.isRival() || !network.getSpec().makesBridge()) {
            pass = writer.drop(pass); // The bridge stays: it is another one's, or is looked at only.
        }
        tell(pass);
        return pass.isRejected()
                ? UpdateControl.<NodeNetwork>noUpdate().rescheduleAfter(REJECTED_MILLIS)
                : UpdateControl.noUpdate();
    }

    @Override
    public DeleteControl cleanup(NodeNetwork network, Context<NodeNetwork> context) {
        var pass = NodeNetworkPass.looked(network, reader.read(network));
        switch (Teardown.next(network, pass.observed())) {
            case DONE -> {
                return DeleteControl.defaultDelete();
            }
            case ASK -> {
                if (pass.refusal().isEmpty()) {
                    pass = writer.apply(pass);
                }
            }
            case DROP_POLICY -> pass = writer.drop(pass);
            case IN_USE, WAIT -> {
                // People are told below; an event of the nodes or of a machine wakes us.
            }
        }
        tell(pass);
        return DeleteControl.noFinalizerRemoval().rescheduleAfter(LEAVING_MILLIS);
    }

    private void tell(NodeNetworkPass pass) {
        writer.tell(pass.network(), NodeNetworkReport.of(pass, clock.instant()));
    }
}
