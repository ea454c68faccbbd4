package dev.novasphere.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.NodeNetwork;
import dev.novasphere.api.NodeNetworkStatus;
import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.external.NodeNetworkConfigurationPolicy;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.guard.BadInput.Attempt;
import dev.novasphere.testkit.controlplane.Eventually;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;

/** Whether what comes of an attempt is what its file says. */
record Results(Scene scene, NamesOfOthers others) {
    private static final int UNPROCESSABLE = 422;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    void check(Attempt attempt) throws Exception {
        switch (attempt.result()) {
            case "schema" -> isRefused(attempt, UNPROCESSABLE);
            case "policy" -> isRefused(attempt, HttpURLConnection.HTTP_FORBIDDEN);
            case "too-large" -> isRefused(attempt, HttpURLConnection.HTTP_ENTITY_TOO_LARGE);
            case "forbidden" -> isForbidden(attempt);
            case "administrator" -> isRefusedToAdministrators(attempt);
            case "stored" -> scene.visitor().send(attempt.yaml());
            case "condition" -> hasNoChildren(isTold(attempt));
            case "waits" -> hasNoMachine(isTold(attempt));
            case "disk" -> isTold(attempt);
            case "runs" -> runs(attempt);
            case "story" -> {} // A test of its own tells it.
            default -> throw new AssertionError("Nobody knows what comes of \"" + attempt.result() + "\".");
        }
    }

    /** The answer says why and repeats no secret; what is stored is what was stored. */
    private void isRefused(Attempt attempt, int code) {
        var before = spec(attempt);
        var refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> scene.visitor().send(attempt.yaml()));
        assertThat(refusal).as("the refusal of\n%.2000s", attempt.yaml()).isNotNull();
        assertThat(refusal.getStatus().getMessage()).contains(attempt.says()).doesNotContain("canary");
        assertThat(refusal.getCode()).isEqualTo(code);
        tellsNothing(refusal.getStatus().getMessage(), attempt);
        assertThat(spec(attempt)).isEqualTo(before);
    }

    /** Not even to somebody who rules in the namespace; the file names the verb and the resource. */
    private void isForbidden(Attempt attempt) {
        var words = attempt.says().split(" ", 2);
        var refusal = catchThrowableOfType(
                KubernetesClientException.class, () -> scene.landlord().dare(words[0], attempt.yaml()));
        assertThat(refusal)
                .as("the refusal to %s\n%s", words[0], attempt.yaml())
                .isNotNull();
        assertThat(refusal.getStatus().getMessage())
                .contains("cannot %s resource \"%s\"".formatted(words[0], words[1]));
        assertThat(refusal.getCode()).isEqualTo(HttpURLConnection.HTTP_FORBIDDEN);
        tellsNothing(refusal.getStatus().getMessage(), attempt);
    }

    /** A node network that comes to nothing: its spec cannot be followed, as the file says, and no policy is made of it. */
    private void isRefusedToAdministrators(Attempt attempt) throws Exception {
        var asked = Serialization.unmarshal(attempt.yaml(), NodeNetwork.class);
        var resource = scene.admin().resource(asked);
        resource.create();
        var refused = Eventually.see(
                asked.name() + " is refused",
                PATIENCE,
                () -> Optional.ofNullable(resource.get().getStatus()).orElse(NodeNetworkStatus.NONE),
                status -> status.condition("Accepted").isPresent());
        assertThat(refused.condition("Accepted").orElseThrow().getStatus()).isEqualTo("False");
        assertThat(refused.condition("Accepted").orElseThrow().getMessage()).contains(attempt.says());
        assertThat(scene.admin()
                        .resources(NodeNetworkConfigurationPolicy.class)
                        .withName("novasphere-" + asked.name())
                        .get())
                .isNull();
        resource.delete();
        Eventually.see(
                asked.name() + " is gone", PATIENCE, () -> Optional.ofNullable(resource.get()), Optional::isEmpty);
    }

    /** Whoever reads it learns no name of another tenant. */
    private void tellsNothing(String text, Attempt attempt) {
        assertThat(others.toldBy(text, attempt.yaml()))
                .as("names of others in: %s", text)
                .isEmpty();
    }

    /** Nothing where nothing is stored. */
    private Optional<Object> spec(Attempt attempt) {
        return scene.visitor().stored(attempt.yaml()).map(stored -> stored.get("spec"));
    }

    /** A condition is False, for the reason that the file names. */
    private Wukong isTold(Attempt attempt) throws Exception {
        var words = attempt.says().split(" ", 2);
        var name = scene.visitor().send(attempt.yaml()).getMetadata().getName();
        var told = scene.home()
                .waitFor(
                        name,
                        attempt.says(),
                        status -> Tenant.is(status, words[0], "False") && Tenant.because(status, words[0], words[1]));
        tellsNothing(Serialization.asYaml(told.getStatus()), attempt);
        return told;
    }

    private void hasNoChildren(Wukong wukong) {
        hasNoMachine(wukong);
        assertThat(Inventory.objects(
                        scene.home(), Labels.NAME, wukong.getMetadata().getName()))
                .isEmpty();
    }

    /** Nor an address, which somebody else might want. */
    private void hasNoMachine(Wukong wukong) {
        assertThat(scene.home().get(VirtualMachine.class, wukong.name() + "-vm"))
                .isEmpty();
        assertThat(scene.admin()
                        .resources(AddressLease.class)
                        .withLabel(Labels.UID, wukong.uid())
                        .list()
                        .getItems())
                .isEmpty();
    }

    private void runs(Attempt attempt) throws Exception {
        var name = scene.visitor().send(attempt.yaml()).getMetadata().getName();
        new GuestData(scene.home(), scene.home().waitForRunning(name)).isWhatWasAskedFor();
    }
}
