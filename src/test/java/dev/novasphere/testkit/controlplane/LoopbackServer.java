package dev.novasphere.testkit.controlplane;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An HTTPS server on 127.0.0.1 that an API server can call as a webhook. */
public final class LoopbackServer implements AutoCloseable {
    private static final char[] NO_PASSWORD = {};

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String authority;

    private LoopbackServer(HttpsServer server, String authority) {
        this.server = server;
        this.authority = authority;
    }

    /**
     * Starts a server.
     *
     * @param answer from the body of a request, which is JSON, to that of its answer; may take its time
     */
    public static LoopbackServer start(UnaryOperator<String> answer) throws IOException {
        var authority = CertificateAuthority.of("novasphere-webhook");
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(authority.server("webhook", List.of("127.0.0.1")))));
        var started = new LoopbackServer(server, authority.certificate());
        server.setExecutor(started.threads);
        server.createContext("/", exchange -> respond(exchange, answer));
        server.start();
        return started;
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The certificate that a caller has to trust, as PEM. */
    public String authority() {
        return authority;
    }

    private static void respond(HttpExchange exchange, UnaryOperator<String> answer) throws IOException {
        try (exchange) {
            var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var body = answer.apply(request).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(HttpURLConnection.HTTP_OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static SSLContext context(CertificateAuthority.Identity identity) throws IOException {
        try {
            var der = identity.key().replaceAll("-----[A-Z ]+-----", "");
            var key = KeyFactory.getInstance("RSA")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(der)));
            var certificate = CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(identity.certificate().getBytes(StandardCharsets.US_ASCII)));
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {certificate});
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot serve TLS with an RSA key.", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
