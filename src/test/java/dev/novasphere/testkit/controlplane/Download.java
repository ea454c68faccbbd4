package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Fetches files over HTTP.
 *
 * @param patience how long a server may take until it has begun to answer; covers name resolution too
 */
record Download(Duration patience) {
    private static final long PROGRESS_BYTES = 20L << 20;

    static Download ofThisMachine() {
        return new Download(Duration.ofSeconds(5));
    }

    String text(URI uri) throws Unavailable, InterruptedException {
        return get(uri, BodyHandlers.ofString());
    }

    void file(URI uri, Path target, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        say.accept("Fetching " + uri + " …");
        try (InputStream in = get(uri, BodyHandlers.ofInputStream());
                OutputStream out = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long done = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                if ((done + n) / PROGRESS_BYTES > done / PROGRESS_BYTES) {
                    say.accept("  " + target.getFileName() + ": " + ((done + n) >> 20) + " MiB");
                }
                done += n;
            }
        } catch (IOException e) {
            throw new Unavailable("The download of " + uri + " broke off: " + e + ".", e);
        }
    }

    private <T> T get(URI uri, BodyHandler<T> body) throws Unavailable, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri).build();
        try {
            HttpResponse<T> response = client.sendAsync(request, body).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new Unavailable(uri + " answered with HTTP status " + response.statusCode() + ".");
            }
            return response.body();
        } catch (TimeoutException e) {
            client.shutdownNow();
            throw new Unavailable(
                    "There was no answer from " + uri.getHost() + " within " + patience.toMillis() / 1000.0 + " s.", e);
        } catch (ExecutionException e) {
            throw new Unavailable(uri.getHost() + " cannot be reached: " + e.getCause() + ".", e);
        }
    }
}
