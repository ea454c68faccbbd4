package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.observed.Applied;
import dev.novasphere.observed.ClusterFacts.Project;
import dev.novasphere.observed.Observed;
import dev.novasphere.observed.Refusal.Cause;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes what should exist, and writes only what differs. The order is that of the VM's needs: attachment definitions,
 * disks and the Secret are there before the VirtualMachine that names them.
 */
@ApplicationScoped
public class ClusterWriter {
    private final KubernetesClient client;
    private final LateStart lateStart;
    private final RecentWrites recent;

    /** Writes through this client under the one field manager. */
    public ClusterWriter(KubernetesClient client, LateStart lateStart, RecentWrites recent) {
        this.client = client;
        this.lateStart = lateStart;
        this.recent = recent;
    }

    /** Brings the children closer to the desired state and tells what came of it. */
    public Applied apply(
            MachineResource owner,
            DesiredState desired,
            Observed observed,
            Context<? extends MachineResource> context) {
        var pass = new Pass(client, owner, recent);
        unreadable(observed).forEach(child -> refuse(pass, child));
        if (!pass.account().refusals().isEmpty()) {
            return pass.account(); // What nobody can read, nobody can bring closer to anything.
        }
        var keeper = new Keeper(client, pass, context);
        desired.nodeNetworks().forEach(network -> nodeNetwork(pass, network));
        if (observed.facts().has(Project.MULTUS)) {
            attachments(pass, keeper, desired, observed);
        }
        var disks = new DiskWriter(client, pass, owner);
        desired.disks().forEach(plan -> disks.write(plan, observed));
        if (!observed.facts().has(Project.KUBEVIRT)) {
            pass.refuse(
                    desired.virtualMachine(),
                    Cause.KIND_MISSING,
                    "KubeVirt is not installed in this cluster, so no virtual machine can run. Install KubeVirt; it is noticed by itself.");
        } else if (pass.account().missingPart(observed).isEmpty()) {
            new MachineWriter(client, pass, keeper, lateStart).write(owner, desired, observed);
        }
        return pass.account();
    }

    private static Stream<HasMetadata> unreadable(Observed observed) {
        return observed.children().filter(child -> Unreadable.field(child).isPresent());
    }

    private static void refuse(Pass pass, HasMetadata child) {
        pass.refuse(
                child,
                Cause.UNREADABLE,
                "%s %s cannot be read: its field %s does not hold what the kind has there. Nothing is changed until it is corrected, or deleted to be made anew."
                        .formatted(
                                child.getKind(),
                                child.getMetadata().getName(),
                                Unreadable.field(child).orElse("")));
    }

    /** Forgets an object that is about to go. */
    public void forget(MachineResource owner) {
        recent.forget(owner);
        lateStart.forget(owner);
    }

    /** One that is there by now is the administrator's, or another pass made it. */
    private void nodeNetwork(Pass pass, NodeNetwork network) {
        pass.send(network, () -> {
            try {
                client.resource(network).create();
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                    throw e;
                }
            }
        });
    }

    private void attachments(Pass pass, Keeper keeper, DesiredState desired, Observed observed) {
        desired.networks().stream().flatMap(plan -> plan.attachment().stream()).forEach(wanted -> {
            var there = observed.attachments().get(wanted.getMetadata().getName());
            keeper.keep(wanted, Optional.ofNullable(there));
        });
        desired.outdatedAttachments().stream()
                .filter(attachment -> attachment.getMetadata().getDeletionTimestamp() == null)
                .forEach(attachment ->
                        pass.send(attachment, () -> client.resource(attachment).delete()));
    }
}
