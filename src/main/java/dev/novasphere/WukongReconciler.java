package dev.novasphere;

import dev.novasphere.api.Wukong;
import dev.novasphere.cluster.ClusterFactsSource;
import dev.novasphere.cluster.FieldManager;
import dev.novasphere.cluster.KnownMachines;
import dev.novasphere.cluster.Watches;
import dev.novasphere.queue.PassRate;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import io.quarkiverse.operatorsdk.runtime.api.ConfigurableReconciler;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ties {@link Wukong} to the framework; the story is {@link MachineLifecycle}. */
@ControllerConfiguration(
        name = "wukong",
        finalizerName = "vm.novasphere.dev/finalizer",
        fieldManager = FieldManager.NAME,
        // Labels and annotations matter as well, and they do not raise the generation.
        generationAwareEventProcessing = false,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.MINUTES),
        // With its default, JOSDK 5.3 loses a foreign change that lands while we write: see docs/decisions.
        informer = @Informer(comparableResourceVersions = false))
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class WukongReconciler implements ConfigurableReconciler<Wukong>, Cleaner<Wukong> {
    private final MachineLifecycle lifecycle;
    private final ClusterFactsSource facts;
    private final KnownMachines machines;

    WukongReconciler(MachineLifecycle lifecycle, ClusterFactsSource facts, KnownMachines machines) {
        this.lifecycle = lifecycle;
        this.facts = facts;
        this.machines = machines;
    }

    /** Here, for QOSDK 7.7 passes over a limiter that the annotation names, unless an annotation configures it. */
    @Override
    public void updateConfigurationFrom(ControllerConfigurationOverrider<Wukong> configuration) {
        configuration.withRateLimiter(new PassRate());
    }

    @Override
    public List<EventSource<?, Wukong>> prepareEventSources(EventSourceContext<Wukong> context) {
        machines.add(context.getPrimaryCache());
        return Watches.atStart(context, facts);
    }

    @Override
    public UpdateControl<Wukong> reconcile(Wukong wukong, Context<Wukong> context) {
        return lifecycle.reconcile(wukong, context);
    }

    @Override
    public DeleteControl cleanup(Wukong wukong, Context<Wukong> context) {
        return lifecycle.cleanup(wukong, context);
    }

    @Override
    public ErrorStatusUpdateControl<Wukong> updateErrorStatus(Wukong wukong, Context<Wukong> context, Exception fault) {
        return lifecycle.failed(wukong, fault);
    }
}
