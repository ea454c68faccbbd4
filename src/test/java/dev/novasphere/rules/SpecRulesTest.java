package dev.novasphere.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpecRulesTest {

    @Test
    void anObjectInWhichNothingStandsHasNoProblem() {
        assertThat(SpecRules.check(new Wukong())).isEmpty();
    }

    @Test
    void everyProblemIsToldAtOnce() {
        var wukong = wukong(Map.of(
                "guestAgent",
                true,
                "cloudInitUser",
                Map.of("name", "alice"),
                "userData",
                "#cloud-config\nuser: bob\npackages: [x]\nruncmd: [y]\nnetwork: {}\n"));
        assertThat(SpecRules.check(wukong))
                .extracting(Problem::value)
                .containsExactlyInAnyOrder("user", "packages", "runcmd", "network");
    }

    /** Objects that were stored before a rule existed, or by hand into etcd, still come by. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\0",
                "\uFEFF{",
                "#cloud-config\n!!int x",
                "a: !!timestamp x",
                "a: !!binary ???",
                "? {a: b}\n: c",
                "&a [*a]",
                "&a {*a : b}",
                "<<: 5",
                "%YAML 9.9\n---\na: b",
                "a: \uD800"
            })
    void noUserDataMakesItThrow(String userData) {
        assertThatCode(() -> SpecRules.check(wukong(Map.of("userData", userData))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password: 'hunter2", "password: hunter2: x", "- hunter2", "a: !!int hunter2", "[hunter2"})
    void aValueOfTheUserDataIsNeverRepeated(String userData) {
        var problems = SpecRules.check(wukong(Map.of("userData", userData)));
        assertThat(problems).hasSize(1);
        assertThat(problems.toString()).doesNotContain("hunter2");
    }

    @Test
    void whatTheOperatorDoesNotWriteIsTheUsersOwn() {
        var wukong = wukong(
                Map.of("networks", List.of(), "userData", "#cloud-config\nuser: bob\npackages: [x]\nruncmd: [y]\n"));
        assertThat(SpecRules.check(wukong)).isEmpty();
    }

    private static Wukong wukong(Map<String, Object> spec) {
        var wukong = new Wukong();
        wukong.setSpec(new ObjectMapper().convertValue(spec, WukongSpec.class));
        return wukong;
    }
}
