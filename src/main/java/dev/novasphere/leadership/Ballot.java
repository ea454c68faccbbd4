package dev.novasphere.leadership;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;

/** The one Lease that all replicas campaign for. */
interface Ballot {
    /**
     * What it says; empty if there is none.
     *
     * @throws KubernetesClientException if there is no answer, or a refusal
     */
    Optional<Claim> read();

    /**
     * Writes a name into it as it was last seen, or makes it where it was not there.
     *
     * @return what is stored; empty if somebody else was quicker
     * @throws KubernetesClientException if there is no answer, or a refusal
     */
    Optional<Claim> write(String holder, Duration term);
}
