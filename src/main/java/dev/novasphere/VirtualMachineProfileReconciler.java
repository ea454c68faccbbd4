package dev.novasphere;

import dev.novasphere.api.VirtualMachineProfile;
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
import io.quarkus.arc.lookup.LookupIfProperty;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Ties {@link VirtualMachineProfile} to the framework; the story is {@link MachineLifecycle}. Can be switched off. */
@ControllerConfiguration(
        name = "virtualmachineprofile",
        finalizerName = "vm.novasphere.dev/finalizer",
        fieldManager = FieldManager.NAME,
        // Labels and annotations matter as well, and they do not raise the generation.
        generationAwareEventProcessing = false,
        maxReconciliationInterval = @MaxReconciliationInterval(interval = 30, timeUnit = TimeUnit.MINUTES),
        // With its default, JOSDK 5.3 loses a foreign change that lands while we write: see docs/decisions.
        informer = @Informer(comparableResourceVersions = false))
@LookupIfProperty(name = "novasphere.virtual-machine-profiles.enabled", stringValue = "true", lookupIfMissing = true)
@GradualRetry(maxAttempts = -1, initialInterval = 1_000, intervalMultiplier = 2, maxInterval = 60_000)
public class VirtualMachineProfileReconciler
        implements ConfigurableReconciler<VirtualMachineProfile>, Cleaner<VirtualMachineProfile> {
    private final MachineLifecycle lifecycle;
    private final ClusterFactsSource facts;
    private final KnownMachines machines;

    VirtualMachineProfileReconciler(MachineLifecycle lifecycle, ClusterFactsSource facts, KnownMachines machines) {
        this.lifecycle = lifecycle;
        this.facts = facts;
        this.machines = machines;
    }

    /** Here, for QOSDK 7.7 passes over a limiter that the annotation names, unless an annotation configures it. */
    @Override
    public void updateConfigurationFrom(ControllerConfigurationOverrider<VirtualMachineProfile> configuration) {
        configuration.withRateLimiter(new PassRate());
    }

    @Override
    public List<EventSource<?, VirtualMachineProfile>> prepareEventSources(
            EventSourceContext<VirtualMachineProfile> context) {
        machines.add(context.getPrimaryCache());
        return Watches.atStart(context, facts);
    }

    @Override
    public UpdateControl<VirtualMachineProfile> reconcile(
            VirtualMachineProfile virtualmachineprofile, Context<VirtualMachineProfile> context) {
        return lifecycle.reconcile(virtualmachineprofile, context);
    }

    @Override
    public DeleteControl cleanup(VirtualMachineProfile virtualmachineprofile, Context<VirtualMachineProfile> context) {
        return lifecycle.cleanup(virtualmachineprofile, context);
    }

    @Override
    public ErrorStatusUpdateControl<VirtualMachineProfile> updateErrorStatus(
            VirtualMachineProfile virtualmachineprofile, Context<VirtualMachineProfile> context, Exception fault) {
        return lifecycle.failed(virtualmachineprofile, fault);
    }
}
