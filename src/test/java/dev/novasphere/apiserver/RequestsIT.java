package dev.novasphere.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.AuditLog.Request;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestsIT {
    private static final List<String> CHILDREN = List.of(
            "create datavolumes",
            "create persistentvolumeclaims",
            "create secrets",
            "patch network-attachment-definitions",
            "patch virtualmachines");

    private final Tenant tenant = Tenant.of(SharedTestbed.get().plane().adminClient(), "requests");

    @Test
    void aMachineIsMadeWithoutReadsRefusalsAndRepeatedWrites() throws Exception {
        var begin = Instant.now();
        tenant.apply("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata: {name: web}
                spec:
                  cpu: 2
                  memory: 2Gi
                  networks:
                    - {name: mgmt, type: bridge, bridgeName: br-mgmt, ipConfig: {mode: dhcp}}
                  disks:
                    - {name: root, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: data, size: 20Gi, storageClassName: longhorn}
                """);
        tenant.waitFor(
                "web",
                "Running with an address",
                status ->
                        Tenant.isRunning(status) && status.networks().getFirst().ipAddress() != null);
        var seconds = Duration.between(begin, Instant.now()).toSeconds();

        assertThat(requests()).allMatch(Request::isWrite).noneMatch(Request::isRefused);
        assertThat(requests().stream().map(RequestsIT::words).filter(CHILDREN::contains))
                .as("each child is written once")
                .containsExactlyInAnyOrderElementsOf(CHILDREN);
        assertThat(requests().stream().map(RequestsIT::words).filter("patch wukongs/status"::equals))
                .as("Creating, Running, and what came after it; besides one for each second that it took")
                .hasSizeLessThanOrEqualTo(3 + (int) seconds);
    }

    private List<Request> requests() throws IOException {
        return AuditLog.of(tenant).stream().filter(Request::isOperators).toList();
    }

    private static String words(Request request) {
        return request.verb() + " " + request.resource();
    }
}
