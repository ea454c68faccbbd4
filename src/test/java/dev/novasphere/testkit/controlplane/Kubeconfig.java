package dev.novasphere.testkit.controlplane;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How to reach an API server as somebody, as text for programs and as a {@link Config} for the Java client.
 *
 * @param authority the certificate that the server's is signed with, as PEM
 */
record Kubeconfig(URI server, String authority, Credentials credentials) {

    sealed interface Credentials {
        record Token(String token) implements Credentials {}

        record Certificate(CertificateAuthority.Identity identity) implements Credentials {}
    }

    String text() {
        String user = switch (credentials) {
            case Credentials.Token(String token) -> "token: " + token;
            case Credentials.Certificate(CertificateAuthority.Identity identity) ->
                "client-certificate-data: " + base64(identity.certificate()) + "\n    client-key-data: "
                        + base64(identity.key());
        };
        return """
                apiVersion: v1
                kind: Config
                current-context: novasphere
                contexts:
                - name: novasphere
                  context: {cluster: novasphere, user: novasphere}
                clusters:
                - name: novasphere
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: novasphere
                  user:
                    %s
                """.formatted(server, base64(authority), user);
    }

    Config config() {
        ConfigBuilder builder = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.toString())
                .withCaCertData(base64(authority))
                .withAutoConfigure(false);
        return switch (credentials) {
            case Credentials.Token(String token) ->
                builder.withOauthToken(token).build();
            case Credentials.Certificate(CertificateAuthority.Identity identity) ->
                builder.withClientCertData(base64(identity.certificate()))
                        .withClientKeyData(base64(identity.key()))
                        .withClientKeyAlgo("RSA")
                        .build();
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
