package dev.novasphere.leadership;

import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The last line: lets no request through that could change something unless this replica leads at that moment. What goes
 * through is sent once, since the usual client would send it again and again for twenty seconds without asking here.
 */
public final class FencedHttpClient implements HttpClient {
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final HttpClient reader;
    private final HttpClient writer;
    private final RequestConfig settings;
    private final Leadership leadership;

    /**
     * Puts a fence before a client, which is closed with this one.
     *
     * @param settings of the client
     */
    public FencedHttpClient(HttpClient client, RequestConfig settings, Leadership leadership) {
        this.reader = client;
        this.writer = client.newBuilder()
                .tag(new RequestConfigBuilder(settings)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
        this.settings = settings;
        this.leadership = leadership;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, Class<T> type) {
        if (isRead(request)) {
            return reader.sendAsync(request, type);
        }
        return leadership.isLeader() ? writer.sendAsync(request, type) : refusal(request);
    }

    @Override
    public CompletableFuture<HttpResponse<AsyncBody>> consumeBytes(
            HttpRequest request, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (isRead(request)) {
            return reader.consumeBytes(request, consumer);
        }
        return leadership.isLeader() ? writer.consumeBytes(request, consumer) : refusal(request);
    }

    private static boolean isRead(HttpRequest request) {
        return READS.contains(request.method());
    }

    private static <T> CompletableFuture<T> refusal(HttpRequest request) {
        return CompletableFuture.failedFuture(new KubernetesClientException(
                "%s %s was not sent, because this replica does not lead (any longer); whoever leads sees to it."
                        .formatted(request.method(), request.uri().getPath())));
    }

    @Override
    public DerivedClientBuilder newBuilder() {
        return new Derived(reader.newBuilder(), settings, leadership);
    }

    @Override
    public WebSocket.Builder newWebSocketBuilder() {
        return reader.newWebSocketBuilder();
    }

    @Override
    public HttpRequest.Builder newHttpRequestBuilder() {
        return reader.newHttpRequestBuilder();
    }

    @Override
    public boolean isClosed() {
        return reader.isClosed();
    }

    @Override
    public void close() {
        reader.close();
    }

    /** Clients that are derived from a fenced one are fenced as well. */
    private record Derived(DerivedClientBuilder builder, RequestConfig settings, Leadership leadership)
            implements DerivedClientBuilder {
        @Override
        public HttpClient build() {
            return new FencedHttpClient(builder.build(), settings, leadership);
        }

        @Override
        public DerivedClientBuilder addOrReplaceInterceptor(String name, Interceptor interceptor) {
            return new Derived(builder.addOrReplaceInterceptor(name, interceptor), settings, leadership);
        }

        @Override
        public DerivedClientBuilder authenticatorNone() {
            return new Derived(builder.authenticatorNone(), settings, leadership);
        }

        @Override
        public DerivedClientBuilder tag(Object value) {
            return new Derived(
                    builder.tag(value), value instanceof RequestConfig config ? config : settings, leadership);
        }
    }
}
