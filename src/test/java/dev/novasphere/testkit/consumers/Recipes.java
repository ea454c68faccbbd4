package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How programs are made: once for a machine and user, into the user's cache under a name that changes with the recipe.
 * What cannot be had is said in one line.
 */
final class Recipes {

    /** Scripts and build files of this package. */
    static final Path FOLDER = Path.of("src", "test", "consumers").toAbsolutePath();

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private Recipes() {}

    /** What keeps a program from being run on this machine, as a sentence; empty where nothing does. */
    @FunctionalInterface
    interface Lack {
        Optional<String> check() throws IOException, InterruptedException;
    }

    /**
     * What a program is to people.
     *
     * @param programs what is made, as in "building X"
     * @param leftOut the beginning of the sentence that says that it is left out, up to the verb
     * @param lack what must not be lacking
     */
    record About(String programs, String leftOut, Lack lack) {}

    /** Builds the programs that the {@code tool} lines of a Go module name; the module lies in {@link #FOLDER}. */
    static Program goTools(String module, About about) {
        // A program of our own lies beside the files that name it.
        var main = Files.exists(FOLDER.resolve(module + "/main.go")) ? List.of(module + "/main.go") : List.<String>of();
        var files = Stream.concat(Stream.of(module + "/go.mod", module + "/go.sum"), main.stream());
        return prepare(
                about, module + "-" + digest(System.getProperty("os.arch"), files.toArray(String[]::new)), folder -> {
                    require(Machine.lacks("go"));
                    say("building " + about.programs() + " from Go modules, once for this machine");
                    var line = List.of(
                            "go",
                            "-C",
                            FOLDER.resolve(module).toString(),
                            "build",
                            "-trimpath",
                            "-ldflags=-s -w",
                            "-o",
                            folder + "/",
                            "tool");
                    var surroundings = Map.of("CGO_ENABLED", "0", "GOFLAGS", "-mod=readonly -buildvcs=false");
                    finish(new Command(line, surroundings, LIMIT));
                });
    }

    /** Unpacks packages of a Debian release, with all that they depend on, into a tree to be entered by chroot. */
    static Program debianTree(String name, String suite, List<String> packages, About about) {
        return prepare(
                about, name + "-" + digest(suite + packages, "debian/unpack.sh", "debian/apt-root.sh"), folder -> {
                    require(Machine.lacks("apt-get", "dpkg-deb"));
                    say("fetching and unpacking " + about.programs() + " of Debian " + suite);
                    var line = new ArrayList<>(List.of(folder.toString(), suite));
                    line.addAll(packages);
                    script("debian/unpack.sh", line);
                });
    }

    /** Has a script of {@link #FOLDER} make something. */
    static void script(String name, List<String> arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of("sh", FOLDER.resolve(name).toString()));
        line.addAll(arguments);
        finish(new Command(line, Map.of(), LIMIT));
    }

    static void finish(Command command) throws IOException, InterruptedException {
        var result = command.run();
        if (!result.succeeded()) {
            throw new IOException(result.errors().strip().replace('\n', ' '));
        }
    }

    /** The program in the folder of the cache that has this name; it is filled first if it is not there. */
    static Program prepare(About about, String name, UserCache.Filling recipe) {
        var start = System.nanoTime();
        try {
            require(about.lack().check());
            var folder = UserCache.folder(name, path -> {
                recipe.fill(path);
                say("made in %d s"
                        .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
            });
            return new Program.Ready(folder);
        } catch (IOException e) {
            // What files complain of has only the file's name as its message.
            var reason = e instanceof FileSystemException ? "The cache cannot be used: " + e : e.getMessage();
            return leftOut(about, String.valueOf(reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leftOut(about, "The run was interrupted.");
        }
    }

    private static Program leftOut(About about, String reason) {
        var sentence = about.leftOut() + " left out. " + reason;
        say(sentence);
        return new Program.LeftOut(sentence);
    }

    static void require(Optional<String> lack) throws IOException {
        if (lack.isPresent()) {
            throw new IOException(lack.get());
        }
    }

    static void say(String sentence) {
        System.out.println("[consumers] " + sentence);
    }

    /** Twelve hexadecimal characters over the recipe: another recipe is another folder of the cache. */
    static String digest(String parameters, String... files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(parameters.getBytes(StandardCharsets.UTF_8));
            for (var file : files) {
                digest.update(Files.readAllBytes(FOLDER.resolve(file)));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The recipes in " + FOLDER + " cannot be read.", e);
        }
    }
}
