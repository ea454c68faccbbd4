package dev.novasphere.testkit.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Who held the Lease when, and who wrote meanwhile: by the API server's own account, in which each replica is told from
 * the others by the token that it was started with.
 *
 * @param tenures in the order of time
 * @param writes of all replicas, but for those of the Lease
 */
public record LeaseHistory(List<Tenure> tenures, List<Write> writes) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final String NOBODY = "nobody";

    /**
     * From a moment on, somebody may write.
     *
     * @param from when the API server had answered
     * @param replica whose claim was stored; nobody's when it was given back, or refused to its holder
     */
    public record Tenure(Instant from, String replica) {
        /** A holder may go on until its renew deadline, in which it makes a Lease anew that was deleted. */
        private static final Duration DEADLINE = Duration.ofSeconds(4);

        private boolean follows(Tenure refusal, String refused) {
            return replica.equals(refused) && from.isBefore(refusal.from.plus(DEADLINE));
        }
    }

    /**
     * A write of the Lease.
     *
     * @param refused who was refused; empty where it was stored
     */
    private record Claim(Tenure tenure, String refused) {}

    /**
     * A replica's attempt to change something.
     *
     * @param received when it reached the API server
     */
    public record Write(Instant received, String replica, String what) {}

    /** Reads an audit log. */
    public static LeaseHistory of(Path auditLog) throws IOException {
        var claims = new ArrayList<Claim>();
        var tenures = new ArrayList<Tenure>();
        var writes = new ArrayList<Write>();
        try (var lines = Files.lines(auditLog)) {
            lines.filter(line -> line.contains(AuditLog.OPERATOR))
                    .map(LeaseHistory::event)
                    .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
                    .filter(event -> !READS.contains(event.path("verb").asText()))
                    .forEach(event -> {
                        if (event.at("/objectRef/resource").asText().equals("leases")) {
                            claims.add(claim(event));
                        } else {
                            writes.add(write(event));
                        }
                    });
        }
        claims.sort(Comparator.comparing(claim -> claim.tenure().from()));
        for (int number = 0; number < claims.size(); number++) {
            var claim = claims.get(number);
            var goesOn = number + 1 < claims.size()
                    && claims.get(number + 1).tenure().follows(claim.tenure(), claim.refused());
            if (!goesOn) {
                tenures.add(claim.tenure());
            }
        }
        return new LeaseHistory(List.copyOf(tenures), List.copyOf(writes));
    }

    /** The writes of replicas that did not hold the Lease when they wrote. */
    public List<Write> trespasses() {
        return writes.stream()
                .filter(write -> !holderAt(write.received()).equals(write.replica()))
                .toList();
    }

    /** How many replicas have written anything. */
    public long writers() {
        return writes.stream().map(Write::replica).distinct().count();
    }

    private String holderAt(Instant moment) {
        return tenures.stream()
                .filter(tenure -> !tenure.from().isAfter(moment))
                .reduce((earlier, later) -> later)
                .map(Tenure::replica)
                .orElse(NOBODY);
    }

    private static Claim claim(JsonNode event) {
        var stored = event.at("/responseStatus/code").asInt() < 300;
        var holder = event.at("/requestObject/spec/holderIdentity").asText();
        var tenure = new Tenure(
                Instant.parse(event.path("stageTimestamp").asText()),
                stored && !holder.isEmpty() ? replica(event) : NOBODY);
        return new Claim(tenure, stored ? "" : replica(event));
    }

    private static Write write(JsonNode event) {
        return new Write(
                Instant.parse(event.path("requestReceivedTimestamp").asText()),
                replica(event),
                event.path("verb").asText() + " " + event.path("requestURI").asText());
    }

    /** The API server's name for a token. */
    private static String replica(JsonNode event) {
        return event.at("/user/extra/authentication.kubernetes.io~1credential-id/0")
                .asText();
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("A line of the audit log is no JSON: " + line, e);
        }
    }
}
