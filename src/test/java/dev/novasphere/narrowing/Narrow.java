package dev.novasphere.narrowing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Narrows what {@code -Dquarkus.native.sources-only=true} wrote, in place. Quarkus has every class of the Kubernetes client
 * registered for reflection, thousands of which the operator never reads nor writes; they are half of the executable. The
 * class path has to hold the folder's runner jar and its libraries.
 */
public final class Narrow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LIST = "META-INF/native-image/reflect-config.json";

    private Narrow() {}

    /** Takes the folder with the runner jar. */
    public static void main(String[] arguments) throws IOException {
        try (var jar = FileSystems.newFileSystem(runner(Path.of(arguments[0])))) {
            var code = jar.getPath("dev", "novasphere");
            var before = (ArrayNode) JSON.readTree(Files.readString(jar.getPath(LIST)));
            var types = ModelTypes.reachableFrom(Roots.of(code));
            var after = ReflectionList.narrowed(before, types);
            Files.writeString(jar.getPath(LIST), JSON.writeValueAsString(after));
            System.out.printf(
                    "Narrowed the reflection list from %,d to %,d classes, %,d of them of the model.%n",
                    before.size(), after.size(), types.size());
        }
    }

    private static Path runner(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no runner jar in " + folder
                            + ": build with -Dquarkus.native.enabled=true -Dquarkus.native.sources-only=true."));
        }
    }
}
