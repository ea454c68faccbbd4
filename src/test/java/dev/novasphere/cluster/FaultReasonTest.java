package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReasonTest {
    @ParameterizedTest
    @CsvSource({
        "401, Forbidden",
        "403, Forbidden",
        "409, Conflict",
        "422, Refused",
        "429, Throttled",
        "500, ServerError"
    })
    void anAnswerOfTheApiServerIsAWord(int code, String word) {
        var answer = new KubernetesClientException(
                "no", code, new StatusBuilder().withCode(code).build());
        assertThat(FaultReason.of(new IllegalStateException(answer))).isEqualTo(word);
    }

    @Test
    void noAnswerIsUnreachable() {
        assertThat(FaultReason.of(new KubernetesClientException("no", new IOException("refused"))))
                .isEqualTo("Unreachable");
    }

    @Test
    void allElseIsOurOwnFault() {
        assertThat(FaultReason.of(new IllegalArgumentException("no"))).isEqualTo("Defect");
    }
}
