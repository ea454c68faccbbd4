package dev.novasphere.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WriteRequestTest {
    private static final String OURS = "/apis/vm.novasphere.dev/v1alpha1/namespaces/a/wukongs";

    @ParameterizedTest
    @CsvSource({
        "PATCH, " + OURS + "/web, wukongs, patch",
        "PATCH, " + OURS + "/web/status?fieldManager=novasphere, wukongs/status, patch",
        "PATCH, " + OURS + "/status, wukongs, patch",
        "POST, /api/v1/namespaces/a/secrets, secrets, create",
        "DELETE, /api/v1/namespaces/secrets/events/web, events, delete",
        "PUT, /apis/coordination.k8s.io/v1/namespaces/a/leases/novasphere, leases, update",
        "DELETE, /apis/cdi.kubevirt.io/v1beta1/namespaces/a/datavolumes/d, datavolumes, delete",
        "POST, /api/v1/nodes, other, create",
        "POST, /api/v1/namespaces, other, create"
    })
    void theResourceIsNamedAsARoleNamesIt(String method, String address, String resource, String verb) {
        assertThat(WriteRequest.of(method, URI.create("https://10.0.0.1:6443" + address)))
                .contains(new WriteRequest(resource, verb));
    }

    @Test
    void whatOnlyReadsIsNoWrite() {
        assertThat(WriteRequest.of("GET", URI.create("https://10.0.0.1:6443" + OURS)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, ok",
        "201, ok",
        "404, gone",
        "403, refused",
        "409, conflict",
        "422, refused",
        "429, throttled",
        "503, failed"
    })
    void theAnswerIsOneWord(int status, String word) {
        assertThat(WriteRequest.result(status)).isEqualTo(word);
    }
}
