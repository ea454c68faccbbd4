package dev.novasphere.cluster;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;

/** One word for what ended a pass, for those who count. */
public final class FaultReason {
    private FaultReason() {}

    /** The word for a fault: the API server's answer if there was one. */
    public static String of(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .filter(KubernetesClientException.class::isInstance)
                .map(KubernetesClientException.class::cast)
                .findFirst()
                .map(answer -> word(answer.getCode()))
                .orElse("Defect");
    }

    /** The client gives the code 0 where there was no answer. */
    private static String word(int code) {
        return switch (code) {
            case 401, 403 -> "Forbidden";
            case 409 -> "Conflict";
            case 429 -> "Throttled";
            default -> code <= 0 ? "Unreachable" : code < 500 ? "Refused" : "ServerError";
        };
    }
}
