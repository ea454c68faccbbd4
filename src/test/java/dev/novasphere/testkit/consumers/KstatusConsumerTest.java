package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.novasphere.testkit.operator.Testbed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Those who wait for a Wukong (Flux, {@code kustomize}, {@code helm --wait}) judge by kstatus; they come to the right result. */
class KstatusConsumerTest {
    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> everyGoldenStatusIsJudgedByItsPhase() throws IOException {
        return KstatusCase.all(defaultStatus()).stream()
                .map(golden -> dynamicTest(
                        golden.name(),
                        () -> assertThat(golden.byTheRules())
                                .as("phase %s", golden.object().at("/status/phase"))
                                .isEqualTo(golden.expected())));
    }

    @Test
    void everyResultOfKstatusIsShown() throws IOException {
        assertThat(KstatusCase.all(defaultStatus()).stream().map(KstatusCase::expected))
                .contains("InProgress", "Current", "Failed", "Terminating");
    }

    /** The default stands in every CRD whose objects somebody looks at: a lease is done when it is there. */
    @Test
    void anObjectThatNobodyHasLookedAtIsNotTakenToBeDone() throws IOException {
        var looked = new ArrayList<Path>();
        for (var crd : Testbed.ourCrds()) {
            if (!statusOf(crd).isMissingNode()) {
                looked.add(crd);
            }
        }
        assertThat(looked).hasSize(3);
        for (var crd : looked) {
            assertThat(statusOf(crd).at("/default/observedGeneration").asLong())
                    .as("%s", crd)
                    .isEqualTo(-1);
        }
    }

    @Test
    @Tag("consumers")
    void kstatusItselfSaysTheSame() throws Exception {
        var cases = KstatusCase.all(defaultStatus());
        var line = new ArrayList<>(
                List.of(ConsumerPrograms.kstatus().resolve("kstatus").toString()));
        for (var golden : cases) {
            line.add(Files.writeString(folder.resolve(golden.name()), golden.yaml())
                    .toString());
        }
        var result = new Command(line, Map.of(), Duration.ofMinutes(1)).run();
        assertThat(result.succeeded()).as(result.errors()).isTrue();
        assertThat(result.output()
                        .lines()
                        .map(told -> told.split("\t"))
                        .collect(Collectors.toMap(
                                told -> Path.of(told[0]).getFileName().toString(), told -> told[1])))
                .isEqualTo(cases.stream().collect(Collectors.toMap(KstatusCase::name, KstatusCase::byTheRules)));
    }

    private static JsonNode defaultStatus() throws IOException {
        return statusOf(Testbed.ourCrds().getLast()).path("default");
    }

    private static JsonNode statusOf(Path crd) throws IOException {
        return new YAMLMapper().readTree(crd.toFile()).at("/spec/versions/0/schema/openAPIV3Schema/properties/status");
    }
}
