package dev.novasphere.scripts;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the parts of this repository that the scripts read, and with a PATH of its own: what is not
 * linked or written into {@code bin} does not exist for the scripts.
 */
final class Checkout {
    private static final List<String> PARTS =
            List.of("scripts", "helm/novasphere", "src/test/consumers/helm/go.mod", ".mvn/wrapper", "mvnw", "pom.xml");
    private static final List<String> TOOLS = List.of(
            "sh",
            "sed",
            "awk",
            "grep",
            "head",
            "dirname",
            "basename",
            "uname",
            "id",
            "mkdir",
            "mktemp",
            "rm",
            "mv",
            "cat",
            "find",
            "sort",
            "xargs",
            "tr",
            "tar",
            "gzip",
            "sha256sum",
            "sha512sum",
            "shasum",
            "wget",
            "curl");
    private static final long PATIENCE_SECONDS = 60;

    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    private Checkout(Path root) {
        this.root = root;
    }

    static Checkout in(Path folder) throws IOException {
        var checkout = new Checkout(folder);
        for (var part : PARTS) {
            copy(Path.of(part), folder.resolve(part));
        }
        Files.createDirectories(folder.resolve("bin"));
        for (var tool : TOOLS) {
            checkout.link(tool);
        }
        return checkout.with("PATH", folder.resolve("bin").toString()).with("HOME", folder.toString());
    }

    Path path(String relative) {
        return root.resolve(relative);
    }

    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Makes the machine's program of this name visible to the scripts, if the machine has it. */
    void link(String tool) throws IOException {
        for (var place : System.getenv("PATH").split(File.pathSeparator, -1)) {
            var program = Path.of(place, tool);
            if (Files.isExecutable(program)) {
                Files.createSymbolicLink(path("bin").resolve(tool), program);
                return;
            }
        }
    }

    /** Hides a program of the machine from the scripts. */
    Checkout without(String tool) throws IOException {
        Files.deleteIfExists(path("bin").resolve(tool));
        return this;
    }

    /** Writes a program of the given shell commands. */
    Path program(String relative, String commands) throws IOException {
        var file = write(relative, "#!/bin/sh\n" + commands + "\n");
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " could not be made executable.");
        }
        return file;
    }

    Path write(String relative, String text) throws IOException {
        var file = path(relative);
        Files.createDirectories(file.getParent());
        Files.deleteIfExists(file); // It may be a link to the machine's own program, which writing would reach.
        return Files.writeString(file, text);
    }

    /** Runs a script of the copy to its end. */
    Outcome run(String script, String... arguments) throws IOException, InterruptedException {
        var command = new ProcessBuilder(path(script).toString());
        command.command().addAll(Arrays.asList(arguments));
        command.environment().clear();
        command.environment().putAll(environment);
        var out = path("out.txt").toFile();
        var err = path("err.txt").toFile();
        var process = command.redirectOutput(out).redirectError(err).start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(script + " did not end within " + PATIENCE_SECONDS + " s; it last said: "
                    + Files.readString(err.toPath()));
        }
        return new Outcome(process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** How a script ended, and what it said. */
    record Outcome(int exitCode, String out, String err) {}
}
