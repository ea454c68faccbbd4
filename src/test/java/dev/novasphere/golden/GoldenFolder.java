package dev.novasphere.golden;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.util.diff.DiffUtils;

/**
 * The folder of one case. What goes in are {@code in-<Kind>-<name>.yaml}, {@code observed/*.yaml}, {@code cluster.yaml},
 * {@code nodes.yaml} and {@code settings.yaml}; what comes out are {@code out-*.yaml}. A file of any other name is a mistake.
 */
record GoldenFolder(Path path) {
    private static final Path ROOT = Path.of("src/test/resources/goldens");
    private static final String INPUT =
            "in-[A-Za-z]+-[a-z0-9-]+\\.yaml|observed/[A-Za-z0-9.-]+\\.yaml|(cluster|nodes|settings)\\.yaml";

    /** Every case of machines. */
    static List<GoldenFolder> all() {
        return all(ROOT);
    }

    /** Every case in a folder. */
    static List<GoldenFolder> all(Path root) {
        try (var folders = Files.list(root)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(GoldenFolder::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    /** The case's own file, else the one that all cases share. */
    Path ownOrShared(String file) {
        var own = path.resolve(file);
        return Files.exists(own) ? own : path.resolveSibling(file);
    }

    /** All files, by their path within the folder. */
    List<String> files() {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every difference between the files that are here and what came out; empty where there is none. */
    List<String> differences(SortedMap<String, String> rendered) {
        var names = files().stream().filter(file -> !file.matches(INPUT)).collect(toCollection(TreeSet::new));
        names.addAll(rendered.keySet());
        return names.stream().flatMap(file -> difference(file, rendered)).toList();
    }

    private Stream<String> difference(String file, SortedMap<String, String> rendered) {
        if (!rendered.containsKey(file)) {
            return Stream.of(name() + "/" + file + " is used by nothing: the case does not make it.");
        }
        var actual = rendered.get(file);
        if (!Files.exists(path.resolve(file))) {
            return Stream.of(name() + "/" + file + " is missing. What came out:\n" + actual);
        }
        var expected = GoldenYaml.content(path.resolve(file));
        if (expected.equals(actual)) {
            return Stream.empty();
        }
        var deltas = DiffUtils.diff(expected.lines().toList(), actual.lines().toList())
                .getDeltas();
        return Stream.of(name() + "/" + file + " differs (original: the file, revised: what came out):\n" + deltas);
    }

    /** Makes the folder's {@code out-*} files those that came out. */
    void rewrite(SortedMap<String, String> rendered) {
        try {
            for (var file : files()) {
                if (file.startsWith("out-") && !rendered.containsKey(file)) {
                    Files.delete(path.resolve(file));
                }
            }
            for (var file : rendered.entrySet()) {
                Files.writeString(path.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
