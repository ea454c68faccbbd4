package dev.novasphere.testkit.operator;

import dev.novasphere.testkit.controlplane.ProjectFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is run: the packaged application on this JVM, or the native executable that {@code NATIVE_EXECUTABLE} names. */
final class OperatorCommand {
    /** Half of the pod's memory limit, as the shipped options have it; here they would take half of the machine. */
    private static final String HEAP_IN_THE_POD = "-Xmx256m";
    /** What the shipped options of the native image come to in its pod: a small young generation, and no more than this. */
    private static final String NATIVE_YOUNG_GENERATION = "-Xmn4m";

    private static final String NATIVE_HEAP = "-Xmx96m";

    private OperatorCommand() {}

    static List<String> ofEnvironment() {
        return of(Optional.ofNullable(System.getenv("NATIVE_EXECUTABLE")));
    }

    static List<String> of(Optional<String> executable) {
        return executable
                .map(file -> List.of(ProjectFiles.find(file).toString(), NATIVE_YOUNG_GENERATION, NATIVE_HEAP))
                .orElseGet(() -> List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP_IN_THE_POD,
                        "-jar",
                        ProjectFiles.find("target/quarkus-app/quarkus-run.jar").toString()));
    }
}
