package dev.novasphere.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;

/**
 * The folder where the image's files lie as they will lie in it, in size and in time: the JVM throws an AOT cache away
 * when a jar or its own module file is not of the age that it remembers.
 *
 * @param folder stands for the image's root
 */
record Stage(Path folder) {
    /** Where the image has the runtime, the operator and the cache. */
    static final String JAVA = "/opt/java";

    static final String OPERATOR = "/opt/novasphere";
    static final String CACHE = OPERATOR + "/novasphere.aot";

    /** An empty stage in place of what an earlier run left. */
    static Stage empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            for (var path : deepestFirst(folder)) {
                Files.delete(path);
            }
        }
        Files.createDirectories(folder.resolve("opt"));
        return new Stage(folder);
    }

    /** Where a path of the image is on the stage. */
    Path path(String absolute) {
        return folder.resolve(absolute.substring(1));
    }

    /** Puts a copy of a folder there. */
    void copy(Path from, String absolute) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        path(absolute).resolve(from.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /** Gives everything the time that jib gives it in the image. */
    void settle(FileTime time) throws IOException {
        for (var path : deepestFirst(folder)) {
            Files.setLastModifiedTime(path, time);
        }
    }

    private static List<Path> deepestFirst(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList();
        }
    }
}
