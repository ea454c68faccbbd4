package dev.novasphere.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The Java that is in the image: the JDK that runs this, reduced to the modules that the operator uses. It is in the image
 * and not in its base because the AOT cache fits only the very files that it was trained on.
 *
 * @param home its folder
 */
record JavaRuntime(Path home) {
    /**
     * What the operator and its libraries reach for at run time. {@code jdeps} cannot tell: half of the libraries are no
     * modules, and what they name is mostly code for databases and windows that never runs here.
     */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging", // Quarkus' log manager takes the place of its classes
            "java.management", // metrics of the JVM
            "java.naming", // Vert.x reads the name servers through it
            "java.xml", // Jackson has serializers for its types
            "jdk.management", // the cgroup's memory, for metrics
            "jdk.unsupported"); // sun.misc.Unsafe, for Netty and Mutiny

    /** Links it into a folder that does not exist yet. */
    static JavaRuntime link(Path home) throws IOException, InterruptedException {
        Tool.run(
                Path.of(System.getProperty("java.home"), "bin", "jlink").toString(),
                "--add-modules",
                String.join(",", MODULES),
                "--strip-debug",
                "--no-header-files",
                "--no-man-pages",
                "--output",
                home.toString());
        return new JavaRuntime(home);
    }

    /** The launcher. */
    Path java() {
        return home.resolve("bin/java");
    }
}
