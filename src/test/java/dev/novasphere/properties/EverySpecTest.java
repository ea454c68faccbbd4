package dev.novasphere.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.desired.Settings;
import dev.novasphere.observed.Applied;
import dev.novasphere.observed.Observed;
import dev.novasphere.rules.SpecRules;
import dev.novasphere.status.Situation;
import dev.novasphere.status.StatusReport;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Validation lets objects live that are older than its rules. Whatever such an object holds, the operator must get to the
 * point where it can tell people; an exception on the way would be retried without end and tell nobody.
 */
class EverySpecTest {
    private static final int SPECS = 500;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final KubernetesSerialization CLIENT = new KubernetesSerialization(new ObjectMapper(), false);
    private static final List<Settings> SETTINGS = List.of(
            new Settings(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Map.of()),
            new Settings(
                    Optional.of("br-lan"),
                    Optional.of("ens2"),
                    List.of("br-*", "*"),
                    Optional.of("intel.com/sriov_vfio"),
                    Optional.of("ens3"),
                    Map.of("fast", "longhorn-ssd")));

    @Test
    void rulesNeverThrow() {
        trees().forEach(tree -> assertThatCode(() -> SpecRules.check(owner(tree)))
                .as("%s", tree)
                .doesNotThrowAnyException());
    }

    @Test
    void theDesiredStateIsTotal() {
        inEveryWorld((tree, world) -> assertThatCode(() -> desired(owner(tree), world))
                .as("%s\nin world %s", tree, world)
                .doesNotThrowAnyException());
    }

    /** Compared as text: a quantity that is none, as an old object may hold, cannot be compared. */
    @Test
    void theDesiredStateIsDeterministic() {
        inEveryWorld((tree, world) -> assertThat(desired(owner(tree), world))
                .as("%s\nin world %s", tree, world)
                .hasToString(desired(owner(tree), world).toString()));
    }

    @Test
    void theStatusIsTotal() {
        inEveryWorld((tree, world) -> {
            var owner = owner(tree);
            var problems = SpecRules.check(owner);
            var desired = problems.isEmpty() ? Optional.of(desired(owner, world)) : Optional.<DesiredState>empty();
            var situation = new Situation(owner, world.observed(), problems, desired, Applied.nothing());
            assertThatCode(() -> StatusReport.of(situation, NOW))
                    .as("%s\nin world %s", tree, world)
                    .doesNotThrowAnyException();
        });
    }

    /** One place where a spec may be followed. */
    private record World(Settings settings, Observed observed) {}

    @FunctionalInterface
    private interface Claim {
        void hold(JsonNode tree, World world);
    }

    /** On an empty cluster, on one that has everything, and on one that was made for another spec. */
    private static void inEveryWorld(Claim claim) {
        trees().forEach(tree -> {
            var random = new Random(tree.hashCode());
            var settings = SETTINGS.get(random.nextInt(SETTINGS.size()));
            var full = new World(settings, Worlds.full());
            var other = owner(new RandomTree(random).of(WukongSpec.class));
            claim.hold(tree, new World(settings, Worlds.bare()));
            claim.hold(tree, full);
            claim.hold(tree, new World(settings, Worlds.madeFor(desired(other, full))));
        });
    }

    private static Stream<JsonNode> trees() {
        return new Random(1).longs(SPECS).mapToObj(seed -> new RandomTree(new Random(seed)).of(WukongSpec.class));
    }

    private static DesiredState desired(MachineResource owner, World world) {
        return DesiredState.of(owner, world.settings(), world.observed());
    }

    private static MachineResource owner(JsonNode spec) {
        var wukong = new Wukong();
        wukong.setMetadata(new ObjectMetaBuilder()
                .withNamespace("properties")
                .withName("any")
                .withUid("3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10")
                .withGeneration(1L)
                .build());
        wukong.setSpec(CLIENT.convertValue(spec, WukongSpec.class));
        return wukong;
    }
}
