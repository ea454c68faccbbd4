package dev.novasphere.crd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The YAML files of one folder of cases. */
final class CaseFiles {
    private static final Path RESOURCES = Path.of("src/test/resources");

    private CaseFiles() {}

    static List<Path> in(String folder) {
        try (var files = Files.list(RESOURCES.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the cases in " + folder + ".", e);
        }
    }

    /** The file's name without its ending. */
    static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }
}
