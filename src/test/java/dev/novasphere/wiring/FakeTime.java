package dev.novasphere.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Gives a process a wrong clock, by the library of Debian's package {@code libfaketime}. */
final class FakeTime {
    private static final Path DOWNLOADED = Path.of("target", "libfaketime");

    private FakeTime() {}

    /** Environment variables for a clock that is off by some seconds; the test is skipped where there is no library. */
    static Map<String, String> shiftedBy(String seconds) throws IOException, InterruptedException {
        var library = library();
        if (library.isEmpty()) {
            var reason =
                    "The tests with a wrong clock were not run: they need libfaketime (apt-get install libfaketime).";
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        return Map.of(
                "LD_PRELOAD",
                library.orElseThrow().toString(),
                "FAKETIME",
                seconds + "s",
                // A wrong clock is wrong about the date. How long something takes, the kernel tells in any case.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Its own guess at how the C library waits makes a JVM wait for ever.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Optional<Path> library() throws IOException, InterruptedException {
        var installed = find(Path.of("/usr/lib"));
        if (installed.isPresent()) {
            return installed;
        }
        if (!Files.isDirectory(DOWNLOADED)) {
            Files.createDirectories(DOWNLOADED);
            // Where there is no apt-get, or no network, nothing is found below.
            run("apt-get download libfaketime && dpkg-deb --extract libfaketime_*.deb .");
        }
        return find(DOWNLOADED).map(Path::toAbsolutePath);
    }

    private static Optional<Path> find(Path folder) throws IOException {
        try (Stream<Path> files =
                Files.find(folder, 6, (path, attributes) -> path.endsWith("faketime/libfaketime.so.1"))) {
            return files.findFirst();
        } catch (UncheckedIOException e) {
            return Optional.empty(); // A folder that is not ours to read.
        }
    }

    private static void run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", command)
                .directory(DOWNLOADED.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
