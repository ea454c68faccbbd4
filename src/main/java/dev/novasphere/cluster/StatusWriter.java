package dev.novasphere.cluster;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongStatus;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;

/** Writes a status where it differs. The patch names status alone, so a change of the spec meanwhile is never undone. */
@ApplicationScoped
public class StatusWriter {
    private final KubernetesClient client;

    /** Writes through this client under the one field manager. */
    public StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** Returns whether the status differed and was written. */
    public boolean write(MachineResource owner, WukongStatus status) {
        if (status.equals(owner.getStatus())) {
            return false;
        }
        var patch = sameKind(owner);
        patch.setMetadata(new ObjectMetaBuilder()
                .withNamespace(owner.namespace())
                .withName(owner.name())
                .withUid(owner.uid())
                .build());
        patch.setSpec(null);
        patch.setStatus(status);
        try {
            client.resource(patch).subresource("status").patch(FieldManager.apply());
            return true;
        } catch (KubernetesClientException e) {
            if (isGone(e)) {
                return false; // Deleted, or made anew under the same name: this status is nobody's any longer.
            }
            throw e;
        }
    }

    private static boolean isGone(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    private static MachineResource sameKind(MachineResource owner) {
        return owner instanceof VirtualMachineProfile ? new VirtualMachineProfile() : new Wukong();
    }
}
