package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Secret with cloud-init's data. It is immutable and named by its content: a change makes another Secret, so nothing
 * ever has to read or patch one.
 */
final class CloudInitSecret {
    /** Keys that KubeVirt looks up in the Secret (pkg/cloud-init). */
    static final String USER_DATA = "userdata";

    static final String NETWORK_DATA = "networkdata";

    private CloudInitSecret() {}

    static Secret of(MachineResource owner, List<NetworkPlan> networks) {
        var data = new TreeMap<String, String>();
        data.put(NETWORK_DATA, NetworkData.of(networks));
        if (owner.getSpec().userDataSecret() == null) {
            data.put(USER_DATA, UserData.of(owner.getSpec()));
        }
        return new SecretBuilder()
                .withMetadata(ChildMetadata.owned(owner, Names.cloudInit(owner, content(data))))
                .withImmutable(true)
                .withType("Opaque")
                .withStringData(data)
                .build();
    }

    private static String content(Map<String, String> data) {
        var text = new StringBuilder();
        data.forEach((key, value) -> text.append(key).append('\0').append(value).append('\0'));
        return text.toString();
    }
}
