package dev.novasphere.cluster;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.AddressLeaseSpec;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Whether those who have addresses are still there. A machine whose finalizer was taken by force leaves its leases behind. */
@ApplicationScoped
public class LeaseHolders {
    private static final Logger LOG = Logger.getLogger(LeaseHolders.class);
    private static final Map<String, Class<? extends MachineResource>> KINDS =
            Map.of("Wukong", Wukong.class, "VirtualMachineProfile", VirtualMachineProfile.class);

    private final KubernetesClient client;
    private final KnownMachines machines;

    /** Asks the API server about those that no controller knows. */
    public LeaseHolders(KubernetesClient client, KnownMachines machines) {
        this.client = client;
        this.machines = machines;
    }

    /** The uids of all machines that the controllers know. */
    Set<String> known() {
        return machines.all().stream().map(MachineResource::uid).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether the holder of a lease is certainly no more, nor a guest of it that still has the address, nor a
     * VirtualMachine that could start one. Where we may not look, or cannot, nothing is certain. What is in the way is
     * for the log only: whoever asks for the address is not to read whose it is.
     */
    boolean hasGone(AddressLease lease) {
        var holder = lease.getSpec().holder();
        var kind = KINDS.get(holder.kind());
        var isOurs = Labels.value(lease, Labels.MANAGED_BY).equals(Optional.of(Labels.MANAGER));
        if (kind == null || !isOurs || known().contains(holder.uid())) {
            return false; // What somebody else has made is not ours to delete, and the admission policy says so, too.
        }
        try {
            var there = client.resources(kind)
                    .inNamespace(holder.namespace())
                    .withName(holder.name())
                    .get();
            return (there == null || !there.uid().equals(holder.uid()))
                    && nothingIsLeft(VirtualMachineInstance.class, holder)
                    && nothingIsLeft(VirtualMachine.class, holder);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) { // Another operator's, which serves other namespaces.
                LOG.warnf(
                        "Whether the holder of AddressLease %s is still there was not to be found out, so it keeps the address (%s).",
                        lease.getMetadata().getName(), e.getMessage());
            }
            return false;
        }
    }

    private boolean nothingIsLeft(Class<? extends HasMetadata> kind, AddressLeaseSpec.Holder holder) {
        return client.resources(kind)
                .inNamespace(holder.namespace())
                .withLabel(Labels.UID, holder.uid())
                .list()
                .getItems()
                .isEmpty();
    }
}
