package dev.novasphere.apiserver;

import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/** The kinds of the stories. They are spelt here and not taken from the operator, so that a mistake there is seen. */
enum Kind {
    WUKONG("vm.novasphere.dev", "v1alpha1", "Wukong", "wukongs"),
    MACHINE("kubevirt.io", "v1", "VirtualMachine", "virtualmachines"),
    INSTANCE("kubevirt.io", "v1", "VirtualMachineInstance", "virtualmachineinstances"),
    ATTACHMENT("k8s.cni.cncf.io", "v1", "NetworkAttachmentDefinition", "network-attachment-definitions"),
    DATA_VOLUME("cdi.kubevirt.io", "v1beta1", "DataVolume", "datavolumes"),
    CLAIM("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims"),
    SECRET("", "v1", "Secret", "secrets");

    private final String group;
    private final String version;
    private final String kind;
    private final String plural;

    Kind(String group, String version, String kind, String plural) {
        this.group = group;
        this.version = version;
        this.kind = kind;
        this.plural = plural;
    }

    String group() {
        return group;
    }

    String plural() {
        return plural;
    }

    String kind() {
        return kind;
    }

    String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    ResourceDefinitionContext context() {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }
}
