package dev.novasphere.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK and the Maven that {@code make} builds with. */
class FindToolsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Checkout checkout;

    @BeforeEach
    void copy() throws Exception {
        checkout = Checkout.in(folder).with("JDK_PLACES", "");
    }

    @Test
    void javaHomeIsTakenIfItIsNewEnough() throws Exception {
        checkout.with("JAVA_HOME", jdk("home", "25.0.1")).with("JDK_PLACES", jdk("elsewhere", "26"));

        assertThat(checkout.run("scripts/find-jdk.sh").out().strip()).isEqualTo(folder + "/home");
    }

    @Test
    void anOldJavaHomeGivesWayToTheUsualPlaces() throws Exception {
        jdk("jvm/java-17", "17.0.15");
        jdk("jvm/temurin-25", "25");
        checkout.with("JAVA_HOME", jdk("home", "21.0.2")).with("JDK_PLACES", folder + "/jvm/*");

        assertThat(checkout.run("scripts/find-jdk.sh").out().strip()).isEqualTo(folder + "/jvm/temurin-25");
    }

    @Test
    void aRuntimeWithoutCompilerIsNoJdk() throws Exception {
        checkout.program("jre/bin/java", "echo never asked");
        checkout.write("jre/release", "JAVA_VERSION=\"25.0.1\"\n");
        checkout.with("JAVA_HOME", folder + "/jre");

        assertThat(checkout.run("scripts/find-jdk.sh").exitCode()).isEqualTo(1);
    }

    @Test
    void theReleaseFileSavesAskingTheCompiler() throws Exception {
        checkout.write("home/release", "IMPLEMENTOR=\"Somebody\"\nJAVA_VERSION=\"25.0.1\"\n");
        checkout.with("JAVA_HOME", jdk("home", "to be asked means: wrong"));

        assertThat(checkout.run("scripts/find-jdk.sh").out().strip()).isEqualTo(folder + "/home");
    }

    @Test
    void withoutAnyJdkOneSentenceNamesTheCommand() throws Exception {
        checkout.with("JAVA_HOME", jdk("home", "17"));
        checkout.program("bin/dnf", "exit 0");
        checkout.program("bin/id", "echo 1000");

        var outcome = checkout.run("scripts/find-jdk.sh");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("Novasphere needs a JDK of version 25 or newer and found none in JAVA_HOME (" + folder)
                .contains("`sudo dnf install -y java-25-openjdk-devel`");
    }

    @Test
    void whereNoPackageIsOfferedTheCommandNeedsNoRoot() throws Exception {
        var outcome = checkout.run("scripts/find-jdk.sh");

        assertThat(outcome.err())
                .contains("JAVA_HOME (not set)", "`mkdir -p ~/.jdks && curl -fsSL https://", "| tar xz -C ~/.jdks`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.6", "3.9.12", "3.10.0", "4.0.0-rc-4"})
    void aMavenOnThePathIsTakenIfItIsNewEnough(String version) throws Exception {
        var maven = checkout.program("bin/mvn", "printf '\\033[1mApache Maven " + version + "\\033[m (x)\\n'");

        assertThat(checkout.run("scripts/find-maven.sh").out().strip()).isEqualTo(maven.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.5", "3.6.3", "2.2.1"})
    void anOldMavenGivesWayToTheWrapper(String version) throws Exception {
        checkout.program("bin/mvn", "echo Apache Maven " + version);

        assertThat(checkout.run("scripts/find-maven.sh").out().strip()).isEqualTo(folder + "/mvnw");
    }

    @Test
    void withoutAnyMavenTheWrapperIsTaken() throws Exception {
        assertThat(checkout.run("scripts/find-maven.sh").out().strip()).isEqualTo(folder + "/mvnw");
    }

    private String jdk(String home, String version) throws Exception {
        checkout.program(home + "/bin/java", "exit 1");
        checkout.program(home + "/bin/javac", "echo javac " + version);
        return folder.resolve(home).toString();
    }
}
