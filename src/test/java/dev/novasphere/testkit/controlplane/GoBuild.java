package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds the programs from published Go modules, with the two small modules in {@code src/test/control-plane}. This
 * works on every system that Go knows; it needs a Go module mirror, or a module cache that is already filled.
 *
 * @param modules the folder that holds the modules {@code kubernetes} and {@code etcd}
 * @param go the command {@code go}, by name or path
 */
record GoBuild(Path modules, String go) implements ProgramMaker {
    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+)");
    private static final int MINIMUM = 26;
    private static final Duration REPORT = Duration.ofSeconds(20);

    static GoBuild ofThisProject() {
        return new GoBuild(ProjectFiles.controlPlane(), ProjectFiles.command("go", "/usr/local/go/bin/go"));
    }

    @Override
    public String name() {
        return "a build from Go modules";
    }

    @Override
    public void makeInto(Path folder, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        requireGo();
        say.accept("Building etcd " + Program.ETCD_VERSION + " and Kubernetes " + Program.KUBERNETES_VERSION
                + " from Go modules, once for this machine: about 5 minutes, half a minute if Go's caches are warm.");
        build("etcd", "-s -w", Stream.of("go.etcd.io/etcd/server/v3"), folder.resolve("etcd"))
                .run(log(folder), say);
        kubernetes(
                Stream.of(Program.API_SERVER, Program.CONTROLLER_MANAGER, Program.KUBECTL)
                        .map(Program::fileName)
                        .toList(),
                folder,
                say);
    }

    /** Makes programs of Kubernetes. */
    void kubernetes(List<String> programs, Path folder, Consumer<String> say)
            throws Unavailable, IOException, InterruptedException {
        var packages = programs.stream().map(program -> "k8s.io/kubernetes/cmd/" + program);
        build("kubernetes", versionFlags(), packages, folder).run(log(folder), say);
    }

    /** Makes every program that the {@code tool} lines of a module name. */
    void tools(String module, Path folder, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        build(module, "-s -w", Stream.of("tool"), folder).run(log(folder), say);
    }

    private static Path log(Path folder) {
        return folder.resolveSibling("go-build.log");
    }

    /** Fails where this machine has no Go, or too old a one. */
    void requireGo() throws Unavailable, InterruptedException {
        String version;
        try {
            version = Commands.run(modules, List.of(go, "env", "GOVERSION"), "the version of Go")
                    .strip();
        } catch (IOException e) {
            throw new Unavailable("There is no usable command `go`: " + e.getMessage(), e);
        }
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find() || Integer.parseInt(matcher.group(1)) < MINIMUM) {
            throw new Unavailable("It needs Go 1." + MINIMUM + " or newer, and this machine has " + version + ".");
        }
    }

    private Build build(String module, String linking, Stream<String> packages, Path output) {
        var options =
                Stream.of(go, "build", "-trimpath", "-buildvcs=false", "-ldflags", linking, "-o", output.toString());
        return new Build(
                modules.resolve(module), Stream.concat(options, packages).toList());
    }

    /** Without these the programs report {@code v0.0.0-master+$Format}, and clients stumble over it. */
    private static String versionFlags() {
        String[] parts = Program.KUBERNETES_VERSION.substring(1).split("\\.", -1);
        return Stream.of("k8s.io/component-base/version", "k8s.io/client-go/pkg/version")
                .flatMap(target -> Stream.of(
                                "gitVersion=" + Program.KUBERNETES_VERSION,
                                "gitMajor=" + parts[0],
                                "gitMinor=" + parts[1],
                                "gitTreeState=clean",
                                "gitCommit=module",
                                "buildDate=1970-01-01T00:00:00Z")
                        .map(value -> "-X " + target + "." + value))
                .collect(Collectors.joining(" ", "-s -w ", ""));
    }

    private record Build(Path module, List<String> command) {

        void run(Path log, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
            ProcessBuilder builder = new ProcessBuilder(command).directory(module.toFile());
            builder.environment().put("CGO_ENABLED", "0");
            builder.environment().put("GOTOOLCHAIN", "local"); // never fetch another Go
            builder.environment().put("GOFLAGS", "-mod=readonly");
            builder.environment().put("GOWORK", "off");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Instant begin = Instant.now();
            try {
                while (!process.waitFor(REPORT.toSeconds(), TimeUnit.SECONDS)) {
                    say.accept("  still building " + module.getFileName() + ", "
                            + Duration.between(begin, Instant.now()).toSeconds() + " s so far");
                }
            } finally {
                process.destroy();
            }
            if (process.exitValue() != 0) {
                throw new Unavailable("`go build` in " + module + " ended with code " + process.exitValue() + ": "
                        + Folders.lastLines(log, 10));
            }
        }
    }
}
