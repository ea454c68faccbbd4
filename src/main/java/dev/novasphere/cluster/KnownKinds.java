package dev.novasphere.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.api.AddressLease;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.NodeNetworkConfigurationEnactment;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.NodeNetworkState;
import dev.novasphere.external.StorageProfile;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/**
 * The kinds that come out of a watch. An event of one of them is read once, straight into its class; of a kind that the
 * client does not know it would make a tree first and the object from that, and without Status it would not understand
 * that a watch has to begin anew. Left to itself, Quarkus teaches the client all three hundred kinds of Kubernetes.
 */
public final class KnownKinds {
    static final List<Class<? extends KubernetesResource>> ALL = List.of(
            Status.class,
            Wukong.class,
            VirtualMachineProfile.class,
            VirtualMachine.class,
            VirtualMachineInstance.class,
            DataVolume.class,
            PersistentVolumeClaim.class,
            NetworkAttachmentDefinition.class,
            KubeVirt.class,
            StorageProfile.class,
            StorageClass.class,
            Node.class,
            Namespace.class,
            NodeNetwork.class,
            NodeNetworkState.class,
            NodeNetworkConfigurationPolicy.class,
            NodeNetworkConfigurationEnactment.class,
            AddressLease.class);

    private KnownKinds() {}

    /** What the client reads and writes objects with: it knows our kinds and keeps of each object what we read. */
    public static KubernetesSerialization serialization(ObjectMapper mapper) {
        var serialization = new KubernetesSerialization(mapper.registerModule(new SlimObjects()), false);
        ALL.forEach(serialization::registerKubernetesResource);
        return serialization;
    }
}
