package dev.novasphere.testkit.controlplane;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Waits for {@code /readyz} of an API server. */
final class Readiness {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private Readiness() {}

    static void await(URI server, CertificateAuthority authority, Supervisor supervisor)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/readyz?verbose"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Instant end = Instant.now().plus(PATIENCE);
        try (HttpClient client =
                HttpClient.newBuilder().sslContext(trusting(authority)).build()) {
            String last = "no answer";
            while (Instant.now().isBefore(end)) {
                supervisor.requireAllRunning();
                try {
                    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                    if (answer.statusCode() == 200) {
                        return;
                    }
                    last = "HTTP status " + answer.statusCode() + ": " + answer.body();
                } catch (IOException e) {
                    last = e.toString();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE.toMillis()));
            }
            throw new IllegalStateException("The API server at " + server + " was not ready after "
                    + PATIENCE.toSeconds() + " s. It last said: " + last + "\nThe end of its log:\n"
                    + supervisor.lastWords(Program.API_SERVER.fileName()));
        }
    }

    private static SSLContext trusting(CertificateAuthority authority) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            byte[] pem = authority.certificate().getBytes(StandardCharsets.US_ASCII);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The new certificate authority is not readable.", e);
        }
    }
}
