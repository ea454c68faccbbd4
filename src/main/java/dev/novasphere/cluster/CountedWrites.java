package dev.novasphere.cluster;

import dev.novasphere.metrics.Measures;
import dev.novasphere.metrics.WriteRequest;
import io.fabric8.kubernetes.client.http.AsyncBody.Consumer;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts the requests that write where they all come by, also those of the framework and each that the client repeats. */
public final class CountedWrites implements Interceptor {
    /** The name under which the client holds it. */
    public static final String NAME = "counted-writes";

    private final Measures measures;

    /** Counts into these measures. */
    public CountedWrites(Measures measures) {
        this.measures = measures;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, Consumer<List<ByteBuffer>> consumer) {
        count(request, WriteRequest.result(response.code()));
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        count(request, "unreachable");
    }

    private void count(HttpRequest request, String result) {
        WriteRequest.of(request.method(), request.uri())
                .ifPresent(write -> measures.wrote(write.resource(), write.verb(), result));
    }
}
