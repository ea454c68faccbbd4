package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.api.Wukong;
import dev.novasphere.rules.SpecRules;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What people get wrong is refused with a sentence that says how to get it right, and nothing of it is stored. */
class RejectedTest {
    private static final String CREATED = "rejected-creations";
    private static final String STORED = "rejected-updates";
    private static StrictServer server;

    @BeforeAll
    static void start() {
        server = new StrictServer();
        server.namespace(CREATED);
        server.namespace(STORED);
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCaseIsRefusedWithItsMessage() {
        return RejectedCase.all().stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
    }

    private static void check(RejectedCase each) {
        if (each.layer().equals("rules")) {
            refusedByRules(each);
        } else if (each.isUpdate()) {
            updateRefused(each);
        } else {
            creationRefused(each);
        }
    }

    private static void creationRefused(RejectedCase each) {
        var refused = named(each, each.refused());
        assertThatThrownBy(() -> server.create(CREATED, refused))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(each.message())
                .satisfies(RejectedTest::namesOneProblem);
        assertThat(server.stored(CREATED, refused)).isEmpty();
    }

    private static void updateRefused(RejectedCase each) {
        var stored = named(each, each.stored());
        var refused = named(each, each.refused());
        server.create(STORED, stored);
        var before = server.stored(STORED, stored);
        assertThatThrownBy(() -> server.update(STORED, refused))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(each.message())
                .satisfies(RejectedTest::namesOneProblem);
        assertThat(server.stored(STORED, stored)).isEqualTo(before);
    }

    /** A case shows one rule, so that a rule that is lost is not covered up by another. */
    private static void namesOneProblem(Throwable thrown) {
        var details = ((KubernetesClientException) thrown).getStatus().getDetails();
        if (details != null && details.getCauses() != null) {
            assertThat(details.getCauses())
                    .filteredOn(cause -> !cause.getMessage().contains("some validation rules were not checked"))
                    .hasSize(1);
        }
    }

    private static void refusedByRules(RejectedCase each) {
        server.create(CREATED, named(each, each.refused()));
        var wukong = Serialization.unmarshal(each.refusedText(), Wukong.class);
        assertThat(SpecRules.check(wukong))
                .extracting(problem -> problem.field() + ": " + problem.message())
                .containsExactly(each.message());
    }

    /** A name of its own for each case, so that one that is stored by mistake does not hide the others. */
    private static GenericKubernetesResource named(RejectedCase each, GenericKubernetesResource object) {
        if (object.getMetadata().getName().equals("web")) {
            object.getMetadata().setName(each.crd().isMachine() ? each.name() : shortName(each));
        }
        return object;
    }

    /** Names of node networks are shorter than some of these files'. */
    private static String shortName(RejectedCase each) {
        return "case-" + Integer.toHexString(each.name().hashCode());
    }

    @Test
    void everyRuleOfTheCrdHasACase() {
        var cases = RejectedCase.all();
        assertThat(Crd.BY_HAND.stream().flatMap(crd -> CrdRule.of(crd).stream()))
                .hasSizeGreaterThan(120)
                .doesNotHaveDuplicates()
                .allSatisfy(rule ->
                        assertThat(cases).as("a file in rejected/ of %s", rule).anyMatch(rule::isShownBy));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var object = Serialization.unmarshal("""
                apiVersion: vm.novasphere.dev/v1alpha1
                kind: Wukong
                metadata:
                  name: many.faults
                spec:
                  cpu: 2
                  memory: 1Ki
                  sshKeySecret: other/keys
                  osImage: ftp://images.example.com/x
                """, GenericKubernetesResource.class);
        assertThatThrownBy(() -> server.create(CREATED, object))
                .hasMessageContaining("metadata.name: ")
                .hasMessageContaining("spec.memory: ")
                .hasMessageContaining("spec.sshKeySecret: ")
                .hasMessageContaining("spec.osImage: ");
    }
}
