package dev.novasphere.testkit.simulators;

/** Machines and what they need, as people would write them. */
final class Machines {

    private Machines() {}

    static String running(String strategy) {
        return machine(strategy, "memory: {guest: 2Gi}", "");
    }

    static String withoutMemory() {
        return machine("Always", "resources: {}", "");
    }

    static String withDisk(String source) {
        return machine("Always", "memory: {guest: 2Gi}", "volumes: [{name: root, %s}]".formatted(source));
    }

    private static String machine(String strategy, String memory, String volumes) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web}
                spec:
                  runStrategy: %s
                  template:
                    spec:
                      %s
                      domain:
                        cpu: {sockets: 2, cores: 1, threads: 1}
                        %s
                        devices:
                          interfaces: [{name: default, masquerade: {}, macAddress: "02:00:00:00:00:01"}]
                      networks: [{name: default, pod: {}}]
                """.formatted(strategy, volumes, memory);
    }

    static String withBridge(String attachment, String mac) {
        return secondNetwork(attachment, mac, "bridge: {}");
    }

    static String withBinding(String attachment, String binding) {
        return secondNetwork(attachment, "02:00:00:00:00:02", "binding: {name: %s}".formatted(binding));
    }

    private static String secondNetwork(String attachment, String mac, String method) {
        return """
                apiVersion: kubevirt.io/v1
                kind: VirtualMachine
                metadata: {name: web}
                spec:
                  runStrategy: Always
                  template:
                    spec:
                      domain:
                        memory: {guest: 2Gi}
                        devices:
                          disks: [{name: cloudinit, disk: {bus: virtio}}]
                          interfaces:
                          - {name: default, masquerade: {}}
                          - {name: tenant, macAddress: "%s", %s}
                      networks:
                      - {name: default, pod: {}}
                      - {name: tenant, multus: {networkName: %s}}
                      volumes:
                      - {name: cloudinit, cloudInitNoCloud: {networkDataSecretRef: {name: network}}}
                """.formatted(mac, method, attachment);
    }

    static String attachment(String name) {
        return """
                apiVersion: k8s.cni.cncf.io/v1
                kind: NetworkAttachmentDefinition
                metadata: {name: %s}
                spec: {config: '{"cniVersion":"0.3.1","name":"tenant","type":"bridge","bridge":"br-tenant"}'}
                """.formatted(name);
    }

    static String networkData(String mac, String address) {
        return """
                apiVersion: v1
                kind: Secret
                metadata: {name: network}
                stringData:
                  networkdata: |
                    version: 2
                    ethernets:
                      tenant:
                        match: {macaddress: "%s"}
                        addresses: [%s]
                """.formatted(mac, address);
    }

    static String dataVolume(String storageClass) {
        return """
                apiVersion: cdi.kubevirt.io/v1beta1
                kind: DataVolume
                metadata: {name: root, labels: {disk: root}}
                spec:
                  source: {registry: {url: "docker://registry.example/ubuntu:24.04"}}
                  storage:
                    storageClassName: %s
                    accessModes: [ReadWriteOnce]
                    volumeMode: Filesystem
                    resources: {requests: {storage: 10Gi}}
                """.formatted(storageClass);
    }
}
