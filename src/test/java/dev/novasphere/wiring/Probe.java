package dev.novasphere.wiring;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.eclipse.microprofile.config.ConfigProvider;

/** Asks the application under test as a kubelet or Prometheus would. */
final class Probe {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Probe() {}

    static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var address = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class))
                .resolve(path);
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
