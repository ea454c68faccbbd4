package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Toleration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The guest, the devices it sees, and where it may run.
 *
 * @param domain CPU, memory, firmware and devices
 * @param networks what the interfaces are connected to, one for each interface, by name
 * @param volumes what the disks hold, one for each disk, by name
 * @param accessCredentials public keys, by reference
 * @param hostname the guest's host name
 * @param nodeSelector labels that the node must have
 * @param tolerations taints that the launcher pod accepts
 * @param affinity placement beside other pods
 * @param evictionStrategy what a drain does
 * @param terminationGracePeriodSeconds seconds between the request to shut down and the cut
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record InstanceSpec(
        @Nullable Domain domain,
        List<InstanceNetwork> networks,
        List<InstanceVolume> volumes,
        List<AccessCredential> accessCredentials,
        @Nullable String hostname,
        Map<String, String> nodeSelector,
        List<Toleration> tolerations,
        @Nullable Affinity affinity,
        @Nullable String evictionStrategy,
        @Nullable Long terminationGracePeriodSeconds) {

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public InstanceSpec {
        networks = Lists.orEmpty(networks);
        volumes = Lists.orEmpty(volumes);
        accessCredentials = Lists.orEmpty(accessCredentials);
        nodeSelector = Lists.orEmpty(nodeSelector);
        tolerations = Lists.orEmpty(tolerations);
    }

    /** What the guest is plugged into the networks with. */
    public List<MachineInterface> interfaces() {
        return domain == null || domain.devices() == null
                ? List.of()
                : domain.devices().interfaces();
    }
}
