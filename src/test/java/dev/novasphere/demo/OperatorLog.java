package dev.novasphere.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** The operator's log, which goes with the demo, also at Ctrl-C, unless it tells why something did not work. */
final class OperatorLog {
    private final Path file;
    private final AtomicBoolean kept = new AtomicBoolean();

    private OperatorLog(Path file) {
        this.file = file;
    }

    static OperatorLog of(Path file) {
        var log = new OperatorLog(file);
        Runtime.getRuntime().addShutdownHook(new Thread(log::remove));
        return log;
    }

    /** Leaves the file where it is and says so. */
    void keep() {
        kept.set(true);
        Screen.say("The operator's log is kept in " + file + ".");
    }

    private void remove() {
        if (!kept.get()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                System.err.println("The operator's log " + file + " could not be removed: " + e.getMessage());
            }
        }
    }
}
