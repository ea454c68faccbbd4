package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FirstContactTest {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final String VERSION = "{\"major\":\"1\",\"minor\":\"36\",\"gitVersion\":\"v1.36.0\"}";

    private record Answer(int code, String body) {}

    @Test
    void itIsOverWithTheFirstAnswer() throws Exception {
        var server = new Scripted(new Answer(200, VERSION));
        try (server;
                var client = client(server.start(0))) {
            FirstContact.await(client, PAUSE);
        }
        assertThat(server.left).isEmpty();
    }

    /** An API server that has just come up forbids everything until it has read its roles. */
    @Test
    void refusalsAndFaultsAreNoAnswer() throws Exception {
        var server = new Scripted(
                new Answer(403, "{}"), new Answer(401, "{}"), new Answer(503, "not yet"), new Answer(200, VERSION));
        try (server;
                var client = client(server.start(0))) {
            FirstContact.await(client, PAUSE);
        }
        assertThat(server.left).isEmpty();
    }

    @Test
    void aServerThatComesLaterIsFound() throws Exception {
        var port = freePort();
        try (var client = client(port);
                var server = new Scripted(new Answer(200, VERSION))) {
            var waiting = waitFor(client);
            assertThat(waiting.isDone()).isFalse();
            server.start(port);
            waiting.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoeverWaitsCanBeToldToEnd() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                var client = client(silent.getLocalPort())) {
            var asked = new CountDownLatch(1);
            var task = new FutureTask<Void>(() -> {
                asked.countDown();
                FirstContact.await(client, PAUSE);
                return null;
            });
            var thread = Thread.ofPlatform().start(task);
            asked.await();
            silent.accept(); // The question is on its way and is never answered.
            thread.interrupt();
            assertThatThrownBy(() -> task.get(4, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        }
    }

    private static FutureTask<Void> waitFor(KubernetesClient client) {
        var task = new FutureTask<Void>(() -> {
            FirstContact.await(client, PAUSE);
            return null;
        });
        Thread.ofPlatform().start(task);
        return task;
    }

    private static KubernetesClient client(int port) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl("http://127.0.0.1:" + port)
                        .build())
                .build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Gives its answers one after the other. */
    private static final class Scripted implements AutoCloseable {
        private final Deque<Answer> left;
        private final HttpServer http;

        Scripted(Answer... answers) throws IOException {
            left = new ArrayDeque<>(List.of(answers));
            http = HttpServer.create();
            http.createContext("/version", this::answer);
        }

        int start(int port) throws IOException {
            http.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            http.start();
            return http.getAddress().getPort();
        }

        private void answer(HttpExchange exchange) throws IOException {
            try (exchange) {
                var answer = left.isEmpty() ? new Answer(500, "asked too often") : left.remove();
                var body = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(answer.code(), body.length);
                exchange.getResponseBody().write(body);
            }
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
