package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFilesTest {
    private static final String ARCHIVE = "etcd-v3.6.8-linux-amd64.tar.gz";

    @TempDir
    private Path temporary;

    private final Map<String, byte[]> served = new HashMap<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        for (String program : List.of("kube-apiserver", "kube-controller-manager", "kubectl")) {
            Path file = Files.writeString(temporary.resolve(program), "content of " + program);
            served.put("/" + program, Files.readAllBytes(file));
            served.put("/" + program + ".sha512", bytes(Checksums.of(file, "SHA-512") + "\n"));
        }
        Path etcd = Files.createDirectories(temporary.resolve("etcd-v3.6.8-linux-amd64"))
                .resolve("etcd");
        Files.writeString(etcd, "content of etcd");
        Commands.run(temporary, List.of("tar", "-czf", ARCHIVE, "etcd-v3.6.8-linux-amd64"), "packing");
        served.put("/" + ARCHIVE, Files.readAllBytes(temporary.resolve(ARCHIVE)));
        String sum = Checksums.of(temporary.resolve(ARCHIVE), "SHA-256");
        served.put("/SHA256SUMS", bytes("0000  etcd-v3.6.8-linux-arm64.tar.gz\n" + sum + "  " + ARCHIVE + "\n"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = served.getOrDefault(exchange.getRequestURI().getPath(), new byte[0]);
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyProgramIsFetchedAndExecutable() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("out"));
        release("linux", server.getAddress().getPort()).makeInto(folder, _ -> {});
        assertThat(Program.missingIn(folder)).isEmpty();
        assertThat(folder.resolve("etcd")).hasContent("content of etcd");
        assertThat(folder).isDirectoryNotContaining("glob:**.tar.gz");
    }

    @Test
    void aFileThatIsNotWhatWasPublishedIsRefused() throws Exception {
        served.put("/kube-controller-manager", bytes("tampered"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith(
                        "The downloaded kube-controller-manager does not have the published SHA-512 sum");
    }

    @Test
    void anArchiveThatIsNotWhatWasPublishedIsRefused() throws Exception {
        served.put("/SHA256SUMS", bytes("0000  " + ARCHIVE + "\n"));
        assertThatThrownBy(this::fetch)
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith("The downloaded " + ARCHIVE + " does not have the published SHA-256 sum 0000");
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        served.remove("/kubectl");
        assertThatThrownBy(this::fetch)
                .isInstanceOf(Unavailable.class)
                .hasMessageEndingWith("/kubectl answered with HTTP status 404.");
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUpSoon() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Instant begin = Instant.now();
            assertThatThrownBy(() -> release("linux", silent.getLocalPort()).makeInto(temporary, _ -> {}))
                    .isInstanceOf(Unavailable.class)
                    .hasMessage("There was no answer from localhost within 0.5 s.");
            assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void thereAreNoReleaseFilesForOtherSystems() {
        assertThatThrownBy(() -> release("darwin", 1).makeInto(temporary, _ -> {}))
                .isInstanceOf(Unavailable.class)
                .hasMessage("They are published for Linux only, and this is darwin-amd64.");
    }

    private void fetch() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve("out"));
        release("linux", server.getAddress().getPort()).makeInto(folder, _ -> {});
    }

    private static ReleaseFiles release(String os, int port) {
        URI base = URI.create("http://localhost:" + port + "/");
        return new ReleaseFiles(new Platform(os, "amd64"), base, base, new Download(Duration.ofMillis(500)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
