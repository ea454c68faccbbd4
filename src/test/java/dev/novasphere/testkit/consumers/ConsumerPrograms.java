package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;

/**
 * The programs that read what the operator writes. Each is made once for a machine and user, into the user's cache
 * under a name that changes with its recipe, and looked up once in a run. What cannot be had is said in one line, and
 * the tests that ask for it are skipped with the same words.
 */
public final class ConsumerPrograms {

    /** Scripts and build files of this package. */
    static final Path RECIPES = Path.of("src", "test", "consumers").toAbsolutePath();

    private static final Path HELM_RECIPE = Path.of("scripts", "get-helm.sh").toAbsolutePath();

    private static final String SUITE = "trixie";
    private static final List<String> PACKAGES =
            List.of("cloud-init", "netplan.io", "python3-netplan", "iproute2", "nftables", "dash", "coreutils");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private ConsumerPrograms() {}

    /** A Debian tree with cloud-init, netplan, ip and nft, to be entered by chroot. */
    public static Path debianTree() {
        return DebianTree.PROGRAM.orSkip();
    }

    /** A folder with the CNI plugins {@code bridge} and {@code macvlan}, linked statically. */
    public static Path cniPlugins() {
        return CniPlugins.PROGRAM.orSkip();
    }

    /** A folder with {@code helm}, of the version that the project is tested with. */
    public static Path helm() {
        return Helm.PROGRAM.orSkip();
    }

    /** A folder with {@code kubeconform}. */
    public static Path kubeconform() {
        return Kubeconform.PROGRAM.orSkip();
    }

    /** A folder with {@code thin_entrypoint}, the installer in the image of Multus, linked statically. */
    public static Path multus() {
        return Multus.PROGRAM.orSkip();
    }

    /** A folder with {@code glua}, the Lua that Argo CD is built with. */
    public static Path lua() {
        return Lua.PROGRAM.orSkip();
    }

    private static void unpackDebianTree(Path folder) throws IOException, InterruptedException {
        require(Machine.lacks("apt-get", "dpkg-deb"));
        var line = new ArrayList<>(List.of("sh", RECIPES + "/debian/unpack.sh", folder.toString(), SUITE));
        line.addAll(PACKAGES);
        say("fetching and unpacking cloud-init and netplan of Debian " + SUITE + " (65 MB), usually 10 to 60 s");
        finish(new Command(line, Map.of(), LIMIT));
    }

    /** The folder of this name is shared with {@code scripts/find-helm.sh}. */
    private static String helmVersion() {
        try {
            var required = Pattern.compile("helm\\.sh/helm/v4 (v\\S+)")
                    .matcher(Files.readString(RECIPES.resolve("helm/go.mod")));
            if (!required.find()) {
                throw new IllegalStateException("The module in " + RECIPES + "/helm requires no Helm.");
            }
            return required.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException("The module in " + RECIPES + "/helm cannot be read.", e);
        }
    }

    /** The recipe is a script, because `make manifests` makes Helm where there is no JVM. */
    private static void getHelm(Path folder) throws IOException, InterruptedException {
        say("fetching or building Helm, once for this machine");
        finish(new Command(List.of(HELM_RECIPE.toString(), folder.toString()), Map.of(), LIMIT));
    }

    /** Builds the programs that the {@code tool} lines of a Go module name; the module lies in {@link #RECIPES}. */
    private static Program goTools(String module, String what, String sentence, Lack lack) {
        return prepare(
                sentence,
                lack,
                module + "-" + digest(System.getProperty("os.arch"), module + "/go.mod", module + "/go.sum"),
                folder -> {
                    require(Machine.lacks("go"));
                    say("building " + what + " from Go modules, once for this machine");
                    var line = List.of(
                            "go",
                            "-C",
                            RECIPES.resolve(module).toString(),
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

    private static void finish(Command command) throws IOException, InterruptedException {
        var result = command.run();
        if (!result.succeeded()) {
            throw new IOException(result.errors().strip().replace('\n', ' '));
        }
    }

    /** What keeps a program from being run on this machine, as a sentence; empty where nothing does. */
    @FunctionalInterface
    private interface Lack {
        Optional<String> check() throws IOException, InterruptedException;
    }

    private static Program prepare(String what, Lack lack, String name, UserCache.Filling recipe) {
        var start = System.nanoTime();
        try {
            require(lack.check());
            var folder = UserCache.folder(name, path -> {
                recipe.fill(path);
                say("made in %d s"
                        .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
            });
            return new Program.Ready(folder);
        } catch (IOException e) {
            return leftOut(what, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leftOut(what, "The run was interrupted.");
        }
    }

    private static Program leftOut(String what, String reason) {
        var sentence = what + " left out. " + reason;
        say(sentence);
        return new Program.LeftOut(sentence);
    }

    private static void require(Optional<String> lack) throws IOException {
        if (lack.isPresent()) {
            throw new IOException(lack.get());
        }
    }

    private static void say(String sentence) {
        System.out.println("[consumers] " + sentence);
    }

    /** Twelve hexadecimal characters over the recipe: another recipe is another folder of the cache. */
    private static String digest(String parameters, String... files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(parameters.getBytes(StandardCharsets.UTF_8));
            for (var file : files) {
                digest.update(Files.readAllBytes(RECIPES.resolve(file)));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("The recipes in " + RECIPES + " cannot be read.", e);
        }
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class DebianTree {
        static final Program PROGRAM = prepare(
                "cloud-init, netplan and the CNI plugins are",
                Machine::lacksSandbox,
                "debian-" + digest(SUITE + PACKAGES, "debian/unpack.sh"),
                ConsumerPrograms::unpackDebianTree);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Helm {
        static final Program PROGRAM =
                prepare("The tests with Helm are", Optional::empty, "helm-" + helmVersion(), ConsumerPrograms::getHelm);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Kubeconform {
        static final Program PROGRAM =
                goTools("kubeconform", "kubeconform", "The tests with kubeconform are", Optional::empty);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Multus {
        static final Program PROGRAM =
                goTools("multus", "the installer of Multus", "The installer of Multus is", Machine::lacksSandbox);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class Lua {
        static final Program PROGRAM = goTools("lua", "Lua", "The tests with Lua are", Optional::empty);
    }

    /** Looked up when first asked for, then kept for the run. */
    private static final class CniPlugins {
        static final Program PROGRAM =
                goTools("cni", "the CNI plugins bridge and macvlan", "The CNI plugins are", Machine::lacksSandbox);
    }
}
