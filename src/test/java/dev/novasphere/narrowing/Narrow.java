package dev.novasphere.narrowing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileSystem;
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
    private static final String RESOURCES = "META-INF/native-image/resource-config.json";
    /** Would have the client make an object of every kind at run time; {@code KnownKinds} tells it those that we use. */
    private static final String EVERY_KIND = "META-INF/services/io.fabric8.kubernetes.api.model.KubernetesResource";

    private Narrow() {}

    /** Takes the folder with the runner jar. */
    public static void main(String[] arguments) throws IOException {
        try (var jar = FileSystems.newFileSystem(runner(Path.of(arguments[0])))) {
            var code = jar.getPath("dev", "novasphere");
            var before = (ArrayNode) JSON.readTree(Files.readString(jar.getPath(LIST)));
            var types = ModelTypes.reachableFrom(Roots.of(code));
            var after = ReflectionList.narrowed(before, types);
            Files.writeString(jar.getPath(LIST), JSON.writeValueAsString(after));
            leaveOutEveryKind(jar);
            System.out.printf(
                    "Narrowed the reflection list from %,d to %,d classes, %,d of them of the model.%n",
                    before.size(), after.size(), types.size());
        }
    }

    private static void leaveOutEveryKind(FileSystem jar) throws IOException {
        var config = (ObjectNode) JSON.readTree(Files.readString(jar.getPath(RESOURCES)));
        var included = config.path("resources").path("includes").iterator();
        while (included.hasNext()) {
            if (included.next().path("pattern").asText().contains(EVERY_KIND)) {
                included.remove();
            }
        }
        Files.writeString(jar.getPath(RESOURCES), JSON.writeValueAsString(config));
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
