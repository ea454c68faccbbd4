package dev.novasphere.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.novasphere.api.Wukong;
import dev.novasphere.desired.Labels;
import dev.novasphere.guard.BadInput.Attempt;
import dev.novasphere.testkit.operator.Inventory;
import dev.novasphere.testkit.operator.Tenant;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** Whether what comes of an attempt is what its file says. */
record Results(Scene scene) {
    private static final int UNPROCESSABLE = 422;

    void check(Attempt attempt) throws Exception {
        switch (attempt.result()) {
            case "schema" -> isRefused(attempt, UNPROCESSABLE);
            case "policy" -> isRefused(attempt, HttpURLConnection.HTTP_FORBIDDEN);
            case "too-large" -> isRefused(attempt, HttpURLConnection.HTTP_ENTITY_TOO_LARGE);
            case "stored" -> scene.visitor().send(attempt.yaml());
            case "condition" -> hasNoChildren(isTold(attempt));
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
        assertThat(spec(attempt)).isEqualTo(before);
    }

    /** Nothing where nothing is stored. */
    private Optional<Object> spec(Attempt attempt) {
        return scene.visitor().stored(attempt.yaml()).map(stored -> stored.get("spec"));
    }

    /** A condition is False, for the reason that the file names. */
    private Wukong isTold(Attempt attempt) throws Exception {
        var words = attempt.says().split(" ", 2);
        var name = scene.visitor().send(attempt.yaml()).getMetadata().getName();
        return scene.home()
                .waitFor(
                        name,
                        attempt.says(),
                        status -> Tenant.is(status, words[0], "False") && Tenant.because(status, words[0], words[1]));
    }

    private void hasNoChildren(Wukong wukong) {
        assertThat(Inventory.objects(
                        scene.home(), Labels.NAME, wukong.getMetadata().getName()))
                .isEmpty();
    }

    private void runs(Attempt attempt) throws Exception {
        var name = scene.visitor().send(attempt.yaml()).getMetadata().getName();
        new GuestData(scene.home(), scene.home().waitForRunning(name)).isWhatWasAskedFor();
    }
}
