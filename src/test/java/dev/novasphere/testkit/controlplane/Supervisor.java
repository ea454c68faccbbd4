package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * The process that owns the programs of a control plane ({@code supervise.sh}). It is in a session of its own, so that
 * Ctrl-C in a terminal reaches us and not it, and it ends everything when the pipe from this process closes.
 */
final class Supervisor implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Path folder;
    private final Process process;
    private final List<String> started = new ArrayList<>();

    private Supervisor(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    static Supervisor of(Place place, Path folder, boolean keep) throws IOException {
        Folders.write(folder.resolve("supervised"), "");
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(place.supervisor());
        command.addAll(List.of(folder.toString(), keep ? "keep" : "remove"));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new Supervisor(folder, process);
    }

    /** Linux has setsid; macOS has not, but comes with Perl. */
    private static List<String> ownSession() {
        return Platform.current().isLinux()
                ? List.of("setsid")
                : List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV");
    }

    void start(String program, List<String> command) throws IOException {
        String words = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Folders.write(folder.resolve(program + ".command"), "exec " + words + "\n");
        OutputStream pipe = process.getOutputStream();
        pipe.write((program + "\n").getBytes(StandardCharsets.UTF_8));
        pipe.flush();
        started.add(program);
    }

    /** Ends a program as a power cut would, and starts it again with the same command line. */
    void restart(Program program) throws IOException, InterruptedException {
        long pid = Long.parseLong(
                Files.readString(folder.resolve(program.fileName() + ".pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        Path exit = folder.resolve(program.fileName() + ".exit");
        Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS);
        while (!Files.exists(exit)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException(program.fileName() + " outlived its killing.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        Files.delete(exit);
        OutputStream pipe = process.getOutputStream();
        pipe.write((program.fileName() + "\n").getBytes(StandardCharsets.UTF_8));
        pipe.flush();
    }

    /** Fails with the last lines of its log if one of the programs has ended. */
    void requireAllRunning() throws IOException {
        for (String program : started) {
            Path exit = folder.resolve(program + ".exit");
            if (Files.exists(exit)) {
                throw new IllegalStateException(program + " ended by itself with code "
                        + Files.readString(exit).strip() + ". Its last words:\n" + lastWords(program));
            }
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("The supervisor of the control plane in " + folder + " is gone.");
        }
    }

    String lastWords(String program) throws IOException {
        return Folders.lastLines(folder.resolve(program + ".log"), 15);
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The control plane in " + folder + " did not end within "
                        + PATIENCE_SECONDS + " s; its supervisor is process " + process.pid() + ".");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the supervisor goes on with its work without us
        }
    }
}
