package dev.novasphere.testkit.controlplane;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of each program, over the files that {@link WorkFolder} has written.
 *
 * @param folder the working folder
 */
record CommandLines(Programs programs, Path folder, Ports ports, Place place) {
    private static final String CONTROLLERS =
            "garbage-collector-controller,namespace-controller,serviceaccount-controller,"
                    + "clusterrole-aggregation-controller";
    private static final String CONTROLLERS_OF_PODS =
            ",deployment-controller,replicaset-controller,disruption-controller,endpoints-controller,"
                    + "endpointslice-controller,root-ca-certificate-publisher-controller";

    /** The ports on 127.0.0.1 of one control plane; the controllers have none. */
    record Ports(int apiServer, int etcd, int etcdPeer) {}

    List<String> etcd(boolean fsync) {
        String client = "https://127.0.0.1:" + ports.etcd();
        String peer = "https://127.0.0.1:" + ports.etcdPeer();
        return concat(
                fsync ? List.of() : List.of("--unsafe-no-fsync"),
                programs.path(Program.ETCD).toString(),
                "--data-dir=" + file("etcd"),
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer,
                "--cert-file=" + file("etcd.crt"),
                "--key-file=" + file("etcd.key"),
                "--trusted-ca-file=" + file("etcd-ca.crt"),
                "--client-cert-auth",
                "--peer-cert-file=" + file("etcd.crt"),
                "--peer-key-file=" + file("etcd.key"),
                "--peer-trusted-ca-file=" + file("etcd-ca.crt"),
                "--peer-client-cert-auth",
                "--log-level=warn");
    }

    List<String> apiServer(List<String> more) {
        return concat(
                Stream.concat(place.runsPods() ? withPods() : withoutPods(), more.stream())
                        .toList(),
                programs.path(Program.API_SERVER).toString(),
                "--advertise-address=" + place.address(),
                "--secure-port=" + ports.apiServer(),
                "--tls-cert-file=" + file("server.crt"),
                "--tls-private-key-file=" + file("server.key"),
                "--client-ca-file=" + file("ca.crt"),
                "--cert-dir=" + file("certificates"),
                "--etcd-servers=https://127.0.0.1:" + ports.etcd(),
                "--etcd-cafile=" + file("etcd-ca.crt"),
                "--etcd-certfile=" + file("etcd.crt"),
                "--etcd-keyfile=" + file("etcd.key"),
                "--service-cluster-ip-range=10.0.0.0/24",
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + file("tokens.key"),
                "--service-account-signing-key-file=" + file("tokens.key"),
                "--authorization-mode=RBAC",
                "--allow-privileged=true",
                "--max-requests-inflight=3000",
                "--max-mutating-requests-inflight=1500",
                "--audit-policy-file=" + file("audit-policy.yaml"),
                "--audit-log-path=" + file("audit.log"));
    }

    private static Stream<String> withoutPods() {
        return Stream.of(
                "--bind-address=127.0.0.1",
                "--endpoint-reconciler-type=none", // a loopback address may not be an endpoint
                "--disable-admission-plugins=ServiceAccount"); // pods need no token here, for nothing runs them
    }

    private Stream<String> withPods() {
        return Stream.of(
                "--bind-address=0.0.0.0",
                "--disable-admission-plugins=TaintNodesByCondition", // nobody would take the taint off again, for the
                // controller of nodes does not run
                "--kubelet-preferred-address-types=InternalIP",
                "--kubelet-client-certificate=" + file("kubelet-client.crt"),
                "--kubelet-client-key=" + file("kubelet-client.key"));
    }

    /**
     * Only the controllers that tests rely on; those of volumes are left out, for simulators play them, and that of
     * nodes, which would take the pods from simulated nodes.
     */
    List<String> controllerManager() {
        String kubeconfig = file("controller-manager.kubeconfig");
        return List.of(
                programs.path(Program.CONTROLLER_MANAGER).toString(),
                "--kubeconfig=" + kubeconfig,
                "--controllers=" + CONTROLLERS + (place.runsPods() ? CONTROLLERS_OF_PODS : ""),
                "--root-ca-file=" + file("ca.crt"),
                "--use-service-account-credentials=true",
                "--leader-elect=false",
                "--secure-port=0");
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static List<String> concat(List<String> more, String... words) {
        return Stream.concat(Stream.of(words), more.stream()).toList();
    }
}
