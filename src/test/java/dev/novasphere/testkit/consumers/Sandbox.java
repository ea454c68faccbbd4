package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place to run programs of the Debian tree in: mount and network namespaces of its own, and one folder that both
 * sides see (the programs as {@code /mnt}). Closing it deletes that folder; the namespaces end with each command.
 */
final class Sandbox implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path tree;
    private final Path exchange;

    private Sandbox(Path tree, Path exchange) {
        this.tree = tree;
        this.exchange = exchange;
    }

    /** A sandbox with an empty exchange folder; skips the test where there can be none. */
    static Sandbox open() {
        return in(ConsumerPrograms.debianTree());
    }

    /** The same for the programs of another tree. */
    static Sandbox in(Path tree) {
        try {
            return new Sandbox(tree, Files.createTempDirectory("novasphere-"));
        } catch (IOException e) {
            throw new UncheckedIOException("The exchange folder cannot be made.", e);
        }
    }

    /** Where a file of that name lies on this side; its folder is made. */
    Path path(String name) throws IOException {
        var path = exchange.resolve(name);
        Files.createDirectories(path.getParent());
        return path;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(path(name), text);
    }

    /** Puts a copy of a file there, executable if the file is. */
    void copy(Path file, String name) throws IOException {
        Files.copy(file, path(name), StandardCopyOption.COPY_ATTRIBUTES);
    }

    String read(String name) throws IOException {
        return Files.readString(exchange.resolve(name));
    }

    Command.Result run(String... command) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("unshare", "--net"));
        line.addAll(line(command));
        return new Command(line, Map.of(), LIMIT).run();
    }

    /** A file's text, if there is such a file. */
    Optional<String> readIfThere(String name) throws IOException {
        return Files.exists(exchange.resolve(name)) ? Optional.of(read(name)) : Optional.empty();
    }

    /** The line that runs a command in a mount namespace of its own, but in the network of whoever runs it. */
    List<String> line(String... command) {
        var script = Recipes.FOLDER + "/debian/run.sh";
        var line = new ArrayList<>(List.of("unshare", "--mount", "sh", script, tree.toString(), exchange.toString()));
        line.addAll(List.of(command));
        return line;
    }

    @Override
    public void close() throws IOException {
        UserCache.delete(exchange);
    }
}
