package dev.novasphere.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that do their work and end. */
final class Tool {
    private Tool() {}

    /**
     * Runs a program to its end.
     *
     * @return what it printed, both streams together
     * @throws IOException if it fails, with what it printed
     */
    static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var code = process.waitFor();
        if (code != 0) {
            throw new IOException(
                    "`%s` ended with code %d:%n%s".formatted(String.join(" ", List.of(command)), code, output));
        }
        return output;
    }
}
