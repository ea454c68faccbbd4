package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * The foreign kinds that are played. They are spelt here and not taken from the operator, so that a mistake there is
 * seen.
 */
final class Kinds {

    static final ResourceDefinitionContext VIRTUAL_MACHINE =
            namespaced("kubevirt.io", "v1", "VirtualMachine", "virtualmachines");
    static final ResourceDefinitionContext INSTANCE =
            namespaced("kubevirt.io", "v1", "VirtualMachineInstance", "virtualmachineinstances");
    static final ResourceDefinitionContext KUBEVIRT = namespaced("kubevirt.io", "v1", "KubeVirt", "kubevirts");
    static final ResourceDefinitionContext DATA_VOLUME =
            namespaced("cdi.kubevirt.io", "v1beta1", "DataVolume", "datavolumes");
    static final ResourceDefinitionContext ATTACHMENT =
            namespaced("k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", "network-attachment-definitions");
    static final ResourceDefinitionContext STORAGE_PROFILE =
            clusterWide("cdi.kubevirt.io", "v1beta1", "StorageProfile", "storageprofiles");
    static final ResourceDefinitionContext NODE_POLICY =
            clusterWide("nmstate.io", "v1", "NodeNetworkConfigurationPolicy", "nodenetworkconfigurationpolicies");
    static final ResourceDefinitionContext ENACTMENT = clusterWide(
            "nmstate.io", "v1beta1", "NodeNetworkConfigurationEnactment", "nodenetworkconfigurationenactments");
    static final ResourceDefinitionContext NODE_STATE =
            clusterWide("nmstate.io", "v1beta1", "NodeNetworkState", "nodenetworkstates");

    private Kinds() {}

    private static ResourceDefinitionContext namespaced(String group, String version, String kind, String plural) {
        return kind(group, version, kind, plural, true);
    }

    private static ResourceDefinitionContext clusterWide(String group, String version, String kind, String plural) {
        return kind(group, version, kind, plural, false);
    }

    private static ResourceDefinitionContext kind(
            String group, String version, String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }
}
