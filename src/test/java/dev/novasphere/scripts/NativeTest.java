package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make native}: which program builds the executable, and what is said where none can. */
class NativeTest {
    private static final String SCRIPT = "scripts/native.sh";
    private static final int LEFT_OUT = 77;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Checkout.in(folder).with("JDK_PLACES", folder + "/jdk");
        checkout.program("jdk/bin/javac", "echo javac 25");
        checkout.program("jdk/bin/java", "echo \"java $*\" >>" + folder + "/calls");
        checkout.with("MVN", checkout.program("bin/mvn", """
                echo "mvn $*" >>calls
                mkdir -p target/native-sources
                echo '--no-fallback a-runner -jar a-runner.jar' >target/native-sources/native-image.args
                """).toString());
        checkout.link("wc");
    }

    @Test
    void withoutAnyProgramOneSentenceNamesTheRemedyAndNothingIsBuilt() throws Exception {
        var outcome = checkout.run(SCRIPT);

        assertThat(outcome.exitCode()).isEqualTo(LEFT_OUT);
        assertThat(outcome.err())
                .hasLineCount(1)
                .contains("version 25 or newer", "GRAALVM_HOME (not set)", "point GRAALVM_HOME to it");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void theSourcesAreWrittenThenNarrowedThenCompiled() throws Exception {
        checkout.with("GRAALVM_HOME", graal("graal", "25.0.3"));

        var outcome = checkout.run(SCRIPT);

        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .satisfiesExactly(
                        maven -> assertThat(maven)
                                .startsWith("mvn ")
                                .contains("package", "-Dquarkus.native.enabled=true", "sources-only=true"),
                        narrowing -> assertThat(narrowing)
                                .startsWith("java -cp target/native-sources/*:target/native-sources/lib/*")
                                .endsWith("narrowing/Narrow.java target/native-sources"),
                        compiler -> assertThat(compiler)
                                .isEqualTo("native-image --no-fallback a-runner -jar a-runner.jar in native-sources"));
        assertThat(folder.resolve("target/novasphere")).exists();
        assertThat(outcome.out()).contains("Built target/novasphere (0 MB).");
    }

    @Test
    void theProgramThatIsNarrowingIsThere() {
        assertThat(Path.of("src/test/java/dev/novasphere/narrowing/Narrow.java"))
                .exists();
    }

    @Test
    void anOldGraalGivesWayToTheOneOnThePath() throws Exception {
        checkout.with("GRAALVM_HOME", graal("old", "21.0.2"));
        graal("", "25.0.3");

        var outcome = checkout.run(SCRIPT);

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err())
                .contains("old/bin/native-image is not of version 25", "Using " + folder + "/bin/native-image.");
    }

    @Test
    void whereOnlyDockerRunsTheExecutableIsBuiltInAContainer() throws Exception {
        checkout.program("bin/docker", "echo \"docker $*\" >>" + folder + "/calls");

        var outcome = checkout.run(SCRIPT);

        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("calls"))
                .content()
                .contains("build --file src/main/docker/Dockerfile.native-micro --target executable --output target .");
    }

    @Test
    void aDockerThatDoesNotRunIsNone() throws Exception {
        checkout.program("bin/docker", "exit 1");

        assertThat(checkout.run(SCRIPT).exitCode()).isEqualTo(LEFT_OUT);
    }

    private String graal(String home, String version) throws Exception {
        checkout.program(home + (home.isEmpty() ? "" : "/") + "bin/native-image", """
                if [ "$1" = --version ]; then echo "native-image %s 2026-01-20"; exit; fi
                echo "native-image $* in $(basename "$PWD")" >>%s/calls
                echo executable >a-runner
                """.formatted(version, folder));
        return folder.resolve(home).toString();
    }
}
