package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a program of this machine.
 *
 * @param line the program and its arguments
 * @param environment variables beside those of this process
 * @param limit how long the program may take before it is ended
 */
public record Command(List<String> line, Map<String, String> environment, Duration limit) {

    /** What a program left when it ended. */
    public record Result(int exitCode, String output, String errors) {

        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    public static Command of(Duration limit, String... line) {
        return new Command(List.of(line), Map.of(), limit);
    }

    /**
     * Runs the program to its end, in the project's folder and without standard input.
     *
     * @throws IOException if it cannot be started or exceeds its limit
     */
    public Result run() throws IOException, InterruptedException {
        var output = Files.createTempFile("novasphere-", ".out");
        var errors = Files.createTempFile("novasphere-", ".err");
        try {
            var builder = new ProcessBuilder(line)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("PATH", Machine.SEARCH_PATH);
            builder.environment().putAll(environment);
            var process = builder.start();
            try {
                if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IOException("\"%s\" did not end within %d s. It said: %s%s"
                            .formatted(line.getFirst(), limit.toSeconds(), read(output), read(errors)));
                }
                return new Result(process.exitValue(), read(output), read(errors));
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
