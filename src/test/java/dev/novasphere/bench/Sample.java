package dev.novasphere.bench;

import dev.novasphere.api.Wukong;
import io.fabric8.kubernetes.client.utils.Serialization;

/** The machine that is measured: one bridge network, a disk from an image, an empty disk; its Secret and VM follow. */
final class Sample {
    /** NetworkAttachmentDefinition, DataVolume, PersistentVolumeClaim, Secret, VirtualMachine. */
    static final int CHILDREN = 5;

    static final String NAMESPACE = "bench";

    private Sample() {}

    static Wukong machine(int number) {
        return Serialization.unmarshal("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: vm-%05d, namespace: %s}
                spec:
                  cpu: 2
                  memory: 4Gi
                  networks:
                    - {name: mgmt, type: bridge, bridgeName: br-mgmt, vlanId: 100, ipConfig: {mode: dhcp}}
                  disks:
                    - {name: root, size: 20Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: data, size: 50Gi, storageClassName: longhorn}
                """.formatted(number, NAMESPACE), Wukong.class);
    }
}
