package dev.novasphere.testkit.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Files of this project that are not on the class path, found from the working folder upwards. */
public final class ProjectFiles {

    private ProjectFiles() {}

    /** The folder with the Go modules and the supervisor. */
    static Path controlPlane() {
        return find("src/test/control-plane");
    }

    public static Path find(String relative) {
        Path here = Path.of("").toAbsolutePath();
        return Stream.iterate(Optional.of(here), Optional::isPresent, at -> at.map(Path::getParent))
                .flatMap(Optional::stream)
                .map(at -> at.resolve(relative))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + relative + " in " + here
                        + " or above it; run this from inside a checkout of the project."));
    }

    /** A command by its name if the PATH has it, else the usual place where it is. */
    static String command(String name, String usualPlace) {
        boolean onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        return onPath || !Files.isExecutable(Path.of(usualPlace)) ? name : usualPlace;
    }
}
