package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Short commands of the operating system. */
final class Commands {

    private Commands() {}

    /** Runs a command to its end and gives what it printed, both streams together. */
    static String run(Path folder, List<String> command, String purpose) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("The command for " + purpose + " ended with code " + code + ": "
                    + String.join(" ", command) + "\n" + output);
        }
        return output;
    }
}
