package dev.novasphere.bench;

import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import dev.novasphere.cluster.Announcer;
import dev.novasphere.cluster.DetailDelay;
import dev.novasphere.cluster.FieldManager;
import dev.novasphere.cluster.StatusWriter;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.desired.Settings;
import dev.novasphere.observed.Applied;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Storage;
import dev.novasphere.status.Announcement;
import dev.novasphere.status.Situation;
import dev.novasphere.status.StatusReport;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the writes that one Wukong takes, one after the other and blindly: it watches nothing, looks at nothing and waits
 * for no answer of the platform, so no operator can be quicker than the best of it. The objects are rendered by the same
 * code as the operator's; only the order and the verbs are spelt out here.
 */
final class BareClient {
    /** The phases that people are told of: Creating, Running. */
    static final int EVENTS = 2;
    /** Made, filled and running. */
    static final int STATUS_WRITES = 3;

    static final int FINALIZER_WRITES = 1;

    private static final Settings SETTINGS = new Settings(
            Optional.empty(), Optional.empty(), List.of("br-*"), Optional.empty(), Optional.empty(), Map.of());
    private static final Observed NOTHING = new Observed(
            Optional.empty(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            Map.of(),
            Optional.of(Map.of()),
            new ClusterFacts(Set.of(Project.values()), Set.of(), Set.of(), Storage.NONE, Map.of(), Set.of(), List.of()),
            Leases.NONE);

    private final KubernetesClient client;
    private final StatusWriter statuses;
    private final Announcer announcer;

    BareClient(KubernetesClient client) {
        this.client = client;
        this.statuses = new StatusWriter(client, new DetailDelay(Clock.systemUTC()));
        this.announcer = new Announcer(client, Clock.systemUTC());
    }

    /** The user's create, and then everything that the operator would write. */
    void make(int number) {
        var owner = client.resource(Sample.machine(number)).create();
        finalizer(owner);
        var desired = DesiredState.of(owner, SETTINGS, NOTHING);
        desired.networks().forEach(plan -> plan.attachment().ifPresent(this::apply));
        desired.disks().forEach(plan -> {
            plan.dataVolume().ifPresent(volume -> client.resource(volume).create());
            plan.claim().ifPresent(claim -> client.resource(claim).create());
        });
        client.resource(desired.cloudInit()).create();
        apply(desired.virtualMachine());
        tell(owner, desired);
    }

    private void finalizer(Wukong owner) {
        var json = new PatchContext.Builder().withPatchType(PatchType.JSON).build();
        client.resource(owner).patch(json, """
                [{"op": "add", "path": "/metadata/finalizers", "value": ["vm.novasphere.dev/finalizer"]}]""");
    }

    private void apply(HasMetadata child) {
        client.resource(child).fieldManager(FieldManager.NAME).forceConflicts().serverSideApply();
    }

    private void tell(Wukong owner, DesiredState desired) {
        var situation = new Situation(owner, NOTHING, List.of(), Optional.of(desired), Applied.nothing());
        var status = StatusReport.of(situation, Clock.systemUTC().instant());
        statuses.write(owner, named(status, "Creating", null));
        announcer.announce(owner, new Announcement(false, "Creating", "The disks are being made."));
        statuses.write(
                owner,
                named(status, "Creating", desired.virtualMachine().getMetadata().getName()));
        statuses.write(
                owner,
                named(status, "Running", desired.virtualMachine().getMetadata().getName()));
        announcer.announce(owner, new Announcement(false, "Running", "The machine runs as the spec asks."));
    }

    private static WukongStatus named(WukongStatus status, String phase, @Nullable String vm) {
        return new WukongStatus(
                status.observedGeneration(), phase, vm, null, status.conditions(), status.networks(), status.volumes());
    }
}
