package dev.novasphere.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our changes to the wrapper: no Maven runs whose SHA-512 sum was not checked. A server of ours plays the archive. */
class MavenWrapperTest {
    private static final String PROPERTIES = ".mvn/wrapper/maven-wrapper.properties";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @SuppressWarnings("NullAway.Init") // set before each test
    private HttpServer archive;

    private byte[] download = "not the Maven that we asked for".getBytes(UTF_8);

    @BeforeEach
    void serve() throws Exception {
        archive = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        archive.createContext("/org/apache/maven/apache-maven/", exchange -> {
            exchange.sendResponseHeaders(200, download.length);
            try (var body = exchange.getResponseBody()) {
                body.write(download);
            }
        });
        archive.start();
        checkout = Checkout.in(folder)
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("MVNW_REPOURL", "http://127.0.0.1:" + archive.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        archive.stop(0);
    }

    @Test
    void aZipWithAnotherSumIsRefused() throws Exception {
        checkout.program("bin/unzip", "echo unpacked >&2");
        keepOnly("wrapperVersion", "distributionType", "distributionUrl", "distributionSha512Sum");

        var outcome = checkout.run("mvnw", "--version");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("apache-maven-3.9.12-bin.zip does not have the SHA-512 sum")
                .doesNotContain("unpacked");
    }

    @Test
    void withoutUnzipTheTarballIsHeldAgainstItsOwnSum() throws Exception {
        var outcome = checkout.run("mvnw", "--version");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("apache-maven-3.9.12-bin.tar.gz does not have the SHA-512 sum");
    }

    @Test
    void withoutUnzipAndWithoutASumForTheTarballNothingIsFetched() throws Exception {
        keepOnly("wrapperVersion", "distributionType", "distributionUrl", "distributionSha512Sum");

        var outcome = checkout.run("mvnw", "--version");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains("Install unzip");
    }

    @Test
    void theRightSumRuns() throws Exception {
        checkout.program("apache-maven-3.9.12/bin/mvn", "echo started with \"$@\"");
        checkout.program("pack", "cd \"$HOME\" && tar czf maven.tar.gz apache-maven-3.9.12");
        checkout.run("pack");
        download = Files.readAllBytes(checkout.path("maven.tar.gz"));
        keepOnly("wrapperVersion", "distributionType", "distributionUrl", "distributionSha512Sum");
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(download));
        var properties = Files.readString(checkout.path(PROPERTIES));
        checkout.write(PROPERTIES, properties + "distributionTarSha512Sum=" + sum + "\n");

        assertThat(checkout.run("mvnw", "verify").out()).isEqualTo("started with verify\n");
    }

    private void keepOnly(String... keys) throws IOException {
        var kept = new StringBuilder();
        for (var line : Files.readAllLines(checkout.path(PROPERTIES))) {
            for (var key : keys) {
                kept.append(line.startsWith(key + "=") ? line + "\n" : "");
            }
        }
        checkout.write(PROPERTIES, kept.toString());
    }
}
