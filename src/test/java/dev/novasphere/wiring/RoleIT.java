package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.testkit.operator.AuditLog;
import dev.novasphere.testkit.operator.SharedTestbed;
import dev.novasphere.testkit.operator.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The shipped roles grant what the operator does, and nothing else: by the API server's own account. */
class RoleIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The authorizer's answer: admission plugins and quotas refuse with the same code as the roles do. */
    private static final String DECISION = "/annotations/authorization.k8s.io~1decision";

    /** Asked for by the API server and not by us: before an owner reference may block the deletion of its owner. */
    private static final Set<Permission> ASKED_BY_ADMISSION = Set.of(
            new Permission("wukongs/finalizers", "update"),
            new Permission("virtualmachineprofiles/finalizers", "update"));

    private final Tenant tenant = SharedTestbed.tenant("role");

    @Test
    void everyPermissionIsUsedAndNoneIsMissing() throws Exception {
        liveThroughEverything();
        var used = new TreeSet<>(ASKED_BY_ADMISSION);
        for (var request : requests()) {
            assertThat(request.at(DECISION).asText())
                    .as("what the roles say of %s", request)
                    .isEqualTo("allow");
            used.addAll(permissions(request));
        }
        assertThat(used).as("what the operator did").containsAll(granted());
    }

    /** Whoever may list may read each of them as well: get is granted with list, used or not, except where stated. */
    private static SortedSet<Permission> granted() {
        var granted = Permission.granted();
        var listed = granted.stream()
                .filter(permission -> permission.verb().equals("list"))
                .map(Permission::resource)
                .toList();
        granted.removeIf(permission -> permission.verb().equals("get") && listed.contains(permission.resource()));
        return granted;
    }

    /** A machine with everything is made, changed, deleted, and made again from the disks that were kept. */
    private void liveThroughEverything() throws Exception {
        for (var kind : List.of(
                "vm.novasphere.dev/v1alpha1\nkind: Wukong", "vm.example.com/v1alpha1\nkind: VirtualMachineProfile")) {
            var type = kind.endsWith("Wukong") ? Wukong.class : VirtualMachineProfile.class;
            ask(kind, 1, "10Gi");
            tenant.waitFor(type, "all", "Running and Ready", Tenant::isRunning);
            ask(kind, 2, "20Gi");
            tenant.waitFor(
                    type,
                    "all",
                    "Running with a larger disk",
                    status -> status.volumes().stream().anyMatch(volume -> "20Gi".equals(volume.size())));
            tenant.delete(type, "all");
            ask(kind, 2, "20Gi");
            tenant.waitFor(type, "all", "Running again", Tenant::isRunning);
            tenant.delete(type, "all");
        }
    }

    private void ask(String kind, int cpu, String size) {
        tenant.apply("""
                apiVersion: %s
                metadata: {name: all}
                spec:
                  cpu: %d
                  memory: 1Gi
                  networks:
                    - {name: lan, type: bridge, bridgeName: br-lan}
                  disks:
                    - name: kept
                      size: 10Gi
                      storageClassName: longhorn
                      image: "quay.io/containerdisks/debian:13"
                      reclaimPolicy: Retain
                    - {name: imported, size: 10Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    - {name: empty, size: %s, storageClassName: longhorn, reclaimPolicy: Delete}
                """.formatted(kind, cpu, size));
    }

    /** Each request of the operator that was answered or, being a watch, begun; of all tests so far. */
    private static List<JsonNode> requests() throws IOException {
        try (var lines = Files.lines(SharedTestbed.get().plane().auditLog())) {
            return lines.filter(line -> line.contains(AuditLog.OPERATOR))
                    .map(RoleIT::event)
                    .filter(event -> event.at("/objectRef/resource").isTextual())
                    .toList();
        }
    }

    /** Server-side apply that makes an object is permitted by patch and create together. */
    private static Set<Permission> permissions(JsonNode request) {
        var subresource = request.at("/objectRef/subresource").asText();
        var resource = request.at("/objectRef/resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource);
        var permissions = new TreeSet<Permission>();
        permissions.add(new Permission(resource, request.at("/verb").asText()));
        if (request.at("/responseStatus/code").asInt() == HttpURLConnection.HTTP_CREATED) {
            permissions.add(new Permission(resource, "create"));
        }
        return permissions;
    }

    private static JsonNode event(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("A line of the audit log is not JSON: " + line, e);
        }
    }
}
