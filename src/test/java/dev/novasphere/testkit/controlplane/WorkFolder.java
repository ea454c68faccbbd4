package dev.novasphere.testkit.controlplane;

import dev.novasphere.testkit.controlplane.CertificateAuthority.Identity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The working folder of one control plane: mode 700, its files 600.
 *
 * @param authority signs the API server's certificate and those of its users
 */
record WorkFolder(Path path, CertificateAuthority authority) {
    private static final String AUDIT_POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: None
              nonResourceURLs: ["/*"]
            # Who held it when: what a Lease says is part of the account.
            - level: Request
              resources: [{group: coordination.k8s.io, resources: [leases]}]
            - level: Metadata
            """;

    static WorkFolder create(Place place) throws IOException {
        Path path = Folders.temporary("novasphere-control-plane-");
        WorkFolder folder = new WorkFolder(path, CertificateAuthority.of("novasphere-control-plane"));
        folder.write("ca.crt", folder.authority.certificate());
        folder.write("server", folder.authority.server("kube-apiserver", addresses(place)));
        if (place.runsPods()) {
            folder.write("kubelet-client", folder.authority.user("kube-apiserver", List.of("system:masters")));
        }
        // A second authority: who may talk to the API server may not talk to etcd behind its back.
        CertificateAuthority etcd = CertificateAuthority.of("novasphere-etcd");
        folder.write("etcd-ca.crt", etcd.certificate());
        folder.write("etcd", etcd.server("etcd", List.of("127.0.0.1")));
        folder.write(
                "tokens.key",
                CertificateAuthority.pem(
                        "PRIVATE KEY",
                        CertificateAuthority.newKeys().getPrivate().getEncoded()));
        folder.write("audit-policy.yaml", AUDIT_POLICY);
        return folder;
    }

    /** By the second, programs on this machine reach it; by the first of the Services' addresses, pods do. */
    private static List<String> addresses(Place place) {
        return Stream.of("127.0.0.1", place.address(), "10.0.0.1").distinct().toList();
    }

    Path write(String name, String content) throws IOException {
        return Folders.write(path.resolve(name), content);
    }

    private void write(String name, Identity identity) throws IOException {
        write(name + ".crt", identity.certificate());
        write(name + ".key", identity.key());
    }
}
