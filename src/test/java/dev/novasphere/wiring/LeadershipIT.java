package dev.novasphere.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.LeaseHistory;
import dev.novasphere.testkit.operator.OperatorProcess;
import dev.novasphere.testkit.operator.Replicas;
import dev.novasphere.testkit.operator.Tenant;
import dev.novasphere.testkit.operator.Testbed;
import dev.novasphere.testkit.simulators.Pace;
import dev.novasphere.testkit.simulators.PlatformOptions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two packaged operators of one installation. Whatever happens to them: a new Wukong comes to run, and by the audit log of
 * the API server nobody has written who did not hold the Lease.
 */
class LeadershipIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int TERMINATED = 143;
    private static final int MANY = 6;
    /** Each pass sends one request at a time. */
    private static final int THREADS = 8;

    private static Testbed bed;
    private static KubernetesClient client;

    private final Instant begin = Instant.now();
    /** How many writes may have left the fence behind, and not the process, when it was stopped. */
    private int underWay;

    private final Replicas replicas;
    private final Tenant tenant;

    LeadershipIT(@TempDir Path folder) {
        replicas = new Replicas(bed.plane(), folder);
        tenant = Tenant.of(client, "lead");
    }

    @BeforeAll
    static void start() throws Exception {
        bed = Testbed.start(PlatformOptions.of(Pace.instant()));
        client = bed.plane().adminClient();
    }

    @AfterAll
    static void end() throws IOException {
        client.close();
        bed.close();
    }

    @BeforeEach
    void nobodyHasEverLed() {
        replicas.lease().delete();
    }

    @AfterEach
    void nobodyWroteWhoDidNotLead() throws Exception {
        replicas.close();
        assertThat(LeaseHistory.of(bed.plane().auditLog()).trespasses())
                .filteredOn(write -> write.received().isAfter(begin))
                .hasSizeLessThanOrEqualTo(underWay);
    }

    @Test
    void oneLeadsAndTheOtherIsReadyAndWritesNothing() throws Exception {
        replicas.start("one");
        replicas.awaitLeader("one");
        replicas.start("two");
        askAndSeeRunning("web");
        assertThat(LeaseHistory.of(bed.plane().auditLog()).writers()).isPositive();
        assertThat(replicas.log("two")).contains("Campaigning for").doesNotContain("leads now");
    }

    @Test
    void whoIsAskedToEndHandsOver() throws Exception {
        var one = replicas.start("one");
        replicas.awaitLeader("one");
        replicas.start("two");
        ask("before");
        long asked = System.nanoTime();
        one.askToEnd();
        replicas.awaitLeader("two");
        tell("SIGTERM", asked);
        assertThat(one.waitForEnd(PATIENCE)).isEqualTo(OptionalInt.of(TERMINATED));
        assertThat(replicas.log("one")).contains("is given back").doesNotContain(" ERROR ");
        seeRunning("before");
        askAndSeeRunning("after");
    }

    @Test
    void whoIsKilledIsReplaced() throws Exception {
        var one = replicas.start("one");
        replicas.awaitLeader("one");
        replicas.start("two");
        ask("before");
        long killed = System.nanoTime();
        one.kill();
        replicas.awaitLeader("two");
        tell("SIGKILL", killed);
        seeRunning("before");
        askAndSeeRunning("after");
    }

    @Test
    void whoWasStoppedForLongerThanTheLeaseWritesNothingWhenItWakes() throws Exception {
        var one = replicas.start("one");
        replicas.awaitLeader("one");
        replicas.start("two");
        ask("before");
        underWay = THREADS;
        one.freeze();
        replicas.awaitLeader("two");
        seeRunning("before");
        one.wake();
        seeInLog("one", "leads no longer");
        askAndSeeRunning("after");
        one.waitUntilReady();
        assertThat(replicas.log("one")).doesNotContain(" ERROR ");
    }

    @Test
    void aDeletedLeaseIsMadeAnewByItsLeader() throws Exception {
        replicas.start("one");
        replicas.awaitLeader("one");
        replicas.start("two");
        replicas.lease().delete();
        replicas.awaitLeader("one");
        askAndSeeRunning("after");
        assertThat(replicas.log("two")).doesNotContain("leads now");
    }

    @Test
    void aStolenLeaseStopsItsLeaderUntilTheThiefHasLetItRunOut() throws Exception {
        var one = replicas.start("one");
        replicas.awaitLeader("one");
        replicas.lease()
                .edit(lease -> lease.edit()
                        .editSpec()
                        .withHolderIdentity("a stranger")
                        .endSpec()
                        .build());
        seeInLog("one", "leads no longer");
        ask("meanwhile");
        replicas.awaitLeader("one");
        seeRunning("meanwhile");
        assertThat(one.isAlive()).isTrue();
    }

    @Test
    void aRestartOfTheApiServerCostsNobodyItsProcess() throws Exception {
        var one = replicas.start("one");
        replicas.awaitLeader("one");
        var two = replicas.start("two");
        ask("before");
        bed.plane().restartApiServer();
        seeRunning("before");
        askAndSeeRunning("after");
        one.waitUntilReady();
        two.waitUntilReady();
        assertThat(one.isAlive() && two.isAlive()).isTrue();
    }

    /** The leader's clock; its Lease says "just now" to nobody else. */
    @ParameterizedTest
    @ValueSource(strings = {"-3600", "+3600"})
    void aClockThatIsWrongMakesNoSecondLeader(String seconds) throws Exception {
        replicas.start("wrong", FakeTime.shiftedBy(seconds));
        replicas.awaitLeader("wrong");
        replicas.start("right");
        var renewals = versionsOfTheLease(16); // Two leases and more.
        askAndSeeRunning("web");
        assertThat(renewals).isEqualTo(1);
        assertThat(replicas.log("right")).contains("Campaigning for").doesNotContain("leads now");
    }

    @Test
    void whoMayNotCampaignSaysSoAndIsNotReady() throws Exception {
        var accounts = client.serviceAccounts().inNamespace("novasphere-system");
        accounts.resource(accounts.withName("novasphere-operator")
                        .require()
                        .edit()
                        .withNewMetadata()
                        .withName("no-leases")
                        .endMetadata()
                        .build())
                .serverSideApply();
        client.rbac()
                .clusterRoleBindings()
                .withName("novasphere-operator")
                .edit(binding -> binding.edit()
                        .addNewSubject(null, "ServiceAccount", "no-leases", "novasphere-system")
                        .build());
        var lame = replicas.launch("lame", "no-leases", Map.of("NOVASPHERE_VIRTUAL_MACHINE_PROFILES_ENABLED", "false"));
        Eventually.see(
                "it says why it is not ready",
                PATIENCE,
                () -> readiness(lame),
                said -> said.contains("\"status\": \"DOWN\"")
                        && said.contains("Lease novasphere-system/novasphere-operator could not be read or written")
                        && said.contains("HTTP 403")
                        && said.contains("Check the operator's Role for leases"));
        assertThat(lame.get("/q/health/live")).contains("\"status\": \"UP\"");
    }

    /** For people; {@code make bench} measures it often enough to say something. */
    private static void tell(String ending, long begin) {
        System.out.printf(
                "[leadership] %s: another replica held the Lease after %d ms.%n",
                ending, Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }

    private static String readiness(OperatorProcess operator) {
        try {
            return operator.get("/q/health/ready");
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    /** Waits for so many renewals. Returns how many have held it meanwhile. */
    private long versionsOfTheLease(int count) throws Exception {
        var transitions = replicas.lease().require().getSpec().getLeaseTransitions();
        var version = "";
        for (int seen = 0; seen < count; seen++) {
            var before = version;
            version = Eventually.see(
                    "the Lease is renewed",
                    PATIENCE,
                    () -> replicas.lease().require().getMetadata().getResourceVersion(),
                    now -> !now.equals(before));
        }
        return replicas.lease().require().getSpec().getLeaseTransitions() - transitions + 1L;
    }

    /** Enough to have the leader in the middle of its work. */
    private void ask(String name) {
        for (int number = 0; number < MANY; number++) {
            tenant.apply("""
                    apiVersion: vm.novasphere.dev/v1alpha1
                    kind: Wukong
                    metadata: {name: %s-%d}
                    spec:
                      cpu: 1
                      memory: 1Gi
                      disks:
                        - {name: root, size: 1Gi, storageClassName: longhorn, image: "quay.io/containerdisks/debian:13"}
                    """.formatted(name, number));
        }
    }

    private void seeRunning(String name) throws Exception {
        for (int number = 0; number < MANY; number++) {
            tenant.waitFor(name + "-" + number, "Running", Tenant::isRunning);
        }
    }

    private void askAndSeeRunning(String name) throws Exception {
        ask(name);
        seeRunning(name);
    }

    private void seeInLog(String name, String words) throws Exception {
        Eventually.see(
                "\"" + words + "\" in the log of " + name,
                PATIENCE,
                () -> replicas.log(name),
                log -> log.contains(words));
    }
}
