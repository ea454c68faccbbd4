package dev.novasphere;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.novasphere.api.WukongStatus;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The arrows between the packages and the rules of the house, as failures of the build. */
@AnalyzeClasses(packagesOf = ArchitectureTest.class, importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "dev.novasphere";

    /** What each package may import of ours. The root package may import everything below it. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            entry("addresses", List.of("api")),
            entry("api", List.of()),
            entry("external", List.of()),
            entry("rules", List.of("api")),
            entry("observed", List.of("api", "external")),
            entry("desired", List.of("addresses", "api", "external", "observed")),
            entry("leadership", List.of()),
            entry("queue", List.of()),
            entry("status", List.of("addresses", "api", "external", "observed", "desired", "rules")),
            entry("nodenetwork", List.of("addresses", "api", "external", "desired", "rules", "status")),
            entry("metrics", List.of("api", "external", "observed", "status")),
            entry(
                    "cluster",
                    List.of(
                            "addresses",
                            "api",
                            "external",
                            "observed",
                            "desired",
                            "status",
                            "nodenetwork",
                            "metrics")));

    @ArchTest
    static void everyPackageImportsOnlyWhatIsBelowIt(JavaClasses all) {
        ARROWS.forEach((from, allowed) -> {
            var others = ARROWS.keySet().stream()
                    .filter(other -> !other.equals(from) && !allowed.contains(other))
                    .map(other -> ROOT + "." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + from + "..")
                    .should()
                    .dependOnClassesThat(resideInAnyPackage(others).or(resideInAPackage(ROOT)))
                    .as("package " + from + " imports nothing of ours but " + allowed)
                    .allowEmptyShould(true)
                    .check(all);
        });
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    /** What a description of a kind needs: the base class, the annotations of {@code io.fabric8.kubernetes.model}. */
    private static final DescribedPredicate<JavaClass> CLIENT =
            resideInAPackage("io.fabric8.kubernetes.client..").and(not(belongToAnyOf(CustomResource.class)));

    @ArchTest
    static final ArchRule ONLY_THOSE_BESIDE_THE_RECONCILERS_KNOW_CLIENT_AND_FRAMEWORK = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".cluster..", ROOT + ".leadership..", ROOT + ".queue..")
            .should()
            .dependOnClassesThat(CLIENT.or(resideInAnyPackage(
                    "io.javaoperatorsdk..",
                    "io.quarkus..",
                    "io.quarkiverse..",
                    "jakarta..",
                    "org.eclipse.microprofile..")))
            .because("the pure packages take values and return values");

    @ArchTest
    static final ArchRule THE_PURE_PACKAGES_HAVE_NO_CLOCK_AND_NO_CHANCE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".rules..", ROOT + ".observed..", ROOT + ".desired..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\.(Clock|Instant|LocalDate.*|ZonedDateTime)|java\\.util\\.(Random|Date)"
                    + "|java\\.security\\.SecureRandom|java\\.util\\.concurrent\\.ThreadLocalRandom")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .because("the same input has the same desired state");

    @ArchTest
    static final ArchRule ONLY_STATUS_MAKES_A_STATUS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".status..", ROOT + ".api..")
            .should()
            .callConstructorWhere(target(owner(type(WukongStatus.class))))
            .because("phase and conditions are decided in one place");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Helpers|(?<!\\.Field)Manager|Impl)(\\$.*)?")
            .because("a class is named after what it is; FieldManager is the API server's own word");

    @ArchTest
    static final ArchRule KINDS_ARE_DESCRIBED_IN_API_AND_EXTERNAL = classes()
            .that()
            .areAssignableTo(CustomResource.class)
            .should()
            .resideInAnyPackage(ROOT + ".api..", ROOT + ".external..");

    @Test
    void everyPackageSaysInOneSentenceWhatItKnows() throws IOException {
        try (var folders = Files.walk(Path.of("src/main/java/dev/novasphere"))) {
            assertThat(folders.filter(Files::isDirectory).toList())
                    .allSatisfy(folder -> assertThat(folder.resolve("package-info.java"))
                            .content()
                            .contains("/**", "@org.jspecify.annotations.NullMarked"));
        }
    }
}
