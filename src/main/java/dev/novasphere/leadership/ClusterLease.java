package dev.novasphere.leadership;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Lease of an API server. Two that write at once cannot both succeed: each write names the version that it replaces. */
final class ClusterLease implements Ballot {
    private final KubernetesClient client;
    private final Clock clock;
    private final String namespace;
    private final String name;
    /** As last seen, so that a write keeps what others have put into it. */
    private @Nullable Lease last;

    /** The clock's time is written for people to read and is never compared. */
    ClusterLease(KubernetesClient client, Clock clock, String namespace, String name) {
        this.client = client;
        this.clock = clock;
        this.namespace = namespace;
        this.name = name;
    }

    @Override
    public Optional<Claim> read() {
        last = resource().get();
        return Optional.ofNullable(last).map(ClusterLease::claim);
    }

    @Override
    public Optional<Claim> write(String holder, Duration term) {
        var before = last;
        try {
            var stored = before == null
                    ? client.resource(wanted(new LeaseBuilder(), new LeaseSpec(), holder, term))
                            .create()
                    : client.resource(wanted(before.edit(), spec(before), holder, term))
                            .lockResourceVersion(before.getMetadata().getResourceVersion())
                            .update();
            last = stored;
            return Optional.of(claim(stored));
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || isGone(e, before)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public String toString() {
        return "Lease " + namespace + "/" + name;
    }

    /** Not found on an update is the Lease; on a create it is the namespace, and that is a fault. */
    private static boolean isGone(KubernetesClientException e, @Nullable Lease before) {
        return before != null && e.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    private Lease wanted(LeaseBuilder lease, LeaseSpec before, String holder, Duration term) {
        var now = ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        var changes = !holder.equals(before.getHolderIdentity());
        var transitions = Objects.requireNonNullElse(before.getLeaseTransitions(), 0);
        return lease.editOrNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .editOrNewSpec()
                .withHolderIdentity(holder)
                .withLeaseDurationSeconds(Math.toIntExact(term.toSeconds()))
                .withAcquireTime(changes ? now : before.getAcquireTime())
                .withRenewTime(now)
                .withLeaseTransitions(changes && !holder.isEmpty() ? transitions + 1 : transitions)
                .endSpec()
                .build();
    }

    private Resource<Lease> resource() {
        return client.leases().inNamespace(namespace).withName(name);
    }

    private static LeaseSpec spec(Lease lease) {
        return Objects.requireNonNullElseGet(lease.getSpec(), LeaseSpec::new);
    }

    private static Claim claim(Lease lease) {
        var spec = spec(lease);
        return new Claim(
                lease.getMetadata().getResourceVersion(),
                Objects.requireNonNullElse(spec.getHolderIdentity(), ""),
                Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 0)));
    }
}
