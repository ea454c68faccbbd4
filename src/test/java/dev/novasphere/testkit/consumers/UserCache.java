package dev.novasphere.testkit.consumers;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders that are filled once for each user of a machine: {@code $XDG_CACHE_HOME/novasphere}, or
 * {@code ~/.cache/novasphere} where that is not set. Two runs at once do not disturb each other, and a folder that
 * exists is always complete.
 */
final class UserCache {

    /** Fills an empty folder. */
    @FunctionalInterface
    interface Filling {
        void fill(Path folder) throws IOException, InterruptedException;
    }

    private UserCache() {}

    /**
     * The folder of that name, filled by this call if it does not exist yet.
     *
     * @throws IOException as thrown by {@code filling}; nothing stays behind then
     */
    static synchronized Path folder(String name, Filling filling) throws IOException, InterruptedException {
        var root = root();
        var folder = root.resolve(name);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(root);
        // The system gives the lock back when its holder ends, however it ends.
        try (var channel = FileChannel.open(root.resolve(name + ".lock"), CREATE, WRITE)) {
            if (channel.tryLock() == null) {
                System.out.println("[consumers] another run is preparing " + folder + ": waiting for it to end.");
                channel.lock();
            }
            if (!Files.isDirectory(folder)) {
                fill(folder, filling);
            }
        }
        return folder;
    }

    private static void fill(Path folder, Filling filling) throws IOException, InterruptedException {
        var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        delete(unfinished); // of a run that was killed
        Files.createDirectory(unfinished);
        try {
            filling.fill(unfinished);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            delete(unfinished);
        }
    }

    private static Path root() {
        var home = System.getenv("XDG_CACHE_HOME");
        // The XDG base directory specification has relative paths ignored.
        var base = home != null && home.startsWith("/")
                ? Path.of(home)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("novasphere");
    }

    /** Deletes a folder with all that is in it; links are deleted, not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(folder)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path : paths) {
            Files.delete(path);
        }
    }
}
