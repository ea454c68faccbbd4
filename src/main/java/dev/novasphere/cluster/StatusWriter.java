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
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Writes a status where it differs. The patch names status alone, so a change of the spec meanwhile is never undone. */
@ApplicationScoped
public class StatusWriter {
    /** What we wrote last, until the cache shows it: a pass in between would tell people the same news twice. */
    private record Written(long resourceVersion, @Nullable WukongStatus status) {}

    private final KubernetesClient client;
    private final DetailDelay delay;
    private final Map<String, Written> unseen = new ConcurrentHashMap<>();

    /** Writes through this client under the one field manager. */
    public StatusWriter(KubernetesClient client, DetailDelay delay) {
        this.client = client;
        this.delay = delay;
    }

    /** Puts the status that we wrote last into an object that the cache has from before that write. */
    public void catchUp(MachineResource owner) {
        var written = unseen.get(owner.uid());
        if (written == null) {
            return;
        }
        if (version(owner) < written.resourceVersion()) {
            owner.setStatus(written.status());
        } else {
            unseen.remove(owner.uid(), written);
        }
    }

    /** Forgets an object that is about to go. */
    public void forget(MachineResource owner) {
        unseen.remove(owner.uid());
        delay.forget(owner);
    }

    /** How long the write of this status can still wait for others to be done with it; empty: not at all. */
    public Optional<Duration> canWait(MachineResource owner, WukongStatus status) {
        return delay.left(owner, status);
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
            var stored = client.resource(patch).subresource("status").patch(FieldManager.apply());
            unseen.put(owner.uid(), new Written(version(stored), status));
            return true;
        } catch (KubernetesClientException e) {
            if (isGone(e)) {
                return false; // Deleted, or made anew under the same name: this status is nobody's any longer.
            }
            throw e;
        }
    }

    /** Versions of one object can be compared as numbers; Kubernetes promises it since 1.35 and has always done so. */
    private static long version(MachineResource object) {
        return Long.parseLong(object.getMetadata().getResourceVersion());
    }

    private static boolean isGone(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_NOT_FOUND || e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    private static MachineResource sameKind(MachineResource owner) {
        return owner instanceof VirtualMachineProfile ? new VirtualMachineProfile() : new Wukong();
    }
}
