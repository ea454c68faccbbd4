package dev.novasphere.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What reaches a server through the fence. */
class FencedHttpClientTest {
    record Write(String verb, Consumer<KubernetesClient> request) {
        @Override
        public String toString() {
            return verb;
        }
    }

    private static final ConfigMap OBJECT = new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace("here")
            .withName("thing")
            .endMetadata()
            .build();

    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private volatile boolean leads;
    private volatile int answer = HttpURLConnection.HTTP_OK;
    private final HttpServer server;
    private final KubernetesClient client;

    FencedHttpClientTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            arrived.add(exchange.getRequestMethod());
            var body = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"thing\"}}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(answer, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        var config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withAutoConfigure(false)
                .build();
        var http = HttpClientUtils.getHttpClientFactory().newBuilder(config).build();
        client = new KubernetesClientImpl(
                new FencedHttpClient(http, config.getRequestConfig(), leadership()),
                config,
                null,
                new KubernetesSerialization());
    }

    @BeforeEach
    void listen() {
        server.start();
    }

    @AfterEach
    void close() {
        client.close();
        server.stop(0);
    }

    static Stream<Write> writes() {
        return Stream.of(
                new Write("POST", client -> client.resource(OBJECT).create()),
                new Write(
                        "PATCH",
                        client -> client.resource(OBJECT).fieldManager("test").serverSideApply()),
                new Write(
                        "PUT",
                        client ->
                                client.resource(OBJECT).lockResourceVersion("1").update()),
                new Write("DELETE", client -> client.resource(OBJECT).delete()),
                new Write(
                        "PATCH",
                        client -> client.configMaps()
                                .inNamespace("here")
                                .withName("thing")
                                .patch(PatchContext.of(PatchType.JSON_MERGE), "{}")));
    }

    @ParameterizedTest
    @MethodSource("writes")
    void noWriteOfAFollowerLeavesTheProcess(Write write) {
        assertThatThrownBy(() -> write.request().accept(client))
                .isInstanceOf(KubernetesClientException.class)
                .hasStackTraceContaining("does not lead");
        assertThat(arrived).doesNotContain(write.verb());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void aLeadersWritesGoOut(Write write) {
        leads = true;
        write.request().accept(client);
        assertThat(arrived).containsOnlyOnce(write.verb());
    }

    @Test
    void aFollowerReads() {
        assertThat(client.resource(OBJECT).get()).isNotNull();
        assertThat(arrived).containsExactly("GET");
    }

    /** Otherwise the client would send it again for twenty seconds, whoever leads by then. */
    @Test
    void aWriteThatFailsIsNotSentAgainByTheClient() {
        leads = true;
        answer = HttpURLConnection.HTTP_UNAVAILABLE;
        assertThatThrownBy(() -> client.resource(OBJECT).create()).isInstanceOf(KubernetesClientException.class);
        assertThat(arrived).containsExactly("POST");
    }

    @Test
    void aDerivedClientIsFencedAsWell() {
        var patient = new RequestConfigBuilder().withRequestTimeout(5_000).build();
        assertThatThrownBy(() -> client.adapt(NamespacedKubernetesClient.class)
                        .withRequestConfig(patient)
                        .call(derived -> derived.resource(OBJECT).create()))
                .hasStackTraceContaining("does not lead");
        assertThat(arrived).isEmpty();
    }

    private Leadership leadership() {
        return new Leadership() {
            @Override
            public boolean isLeader() {
                return leads;
            }

            @Override
            public Optional<String> obstacle() {
                return Optional.empty();
            }

            @Override
            public void campaign(Runnable onChange) {}

            @Override
            public void resign() {}
        };
    }
}
