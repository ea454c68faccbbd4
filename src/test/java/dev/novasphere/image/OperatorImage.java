package dev.novasphere.image;

import static com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer.DEFAULT_MODIFICATION_TIME;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.Ports;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is put on the base and how it starts. Each layer changes more often than the one below, so that an upgrade moves
 * little; the cache is the one thing in it that differs between two builds of the same sources.
 */
record OperatorImage(Base base, Stage stage) {
    /** The time of every file in the image. */
    static final FileTime TIME = FileTime.from(DEFAULT_MODIFICATION_TIME);

    private static final String USER = "1001";

    /** Writes it as a tar that containerd, k3s, Docker and podman load. */
    JibContainer write(Path tar, String name, Map<String, String> labels) throws Exception {
        return base.builder()
                .setPlatforms(Set.of(platform()))
                .setFileEntriesLayers(List.of(
                        layer("java", Stage.JAVA),
                        layer("libraries", Stage.OPERATOR + "/lib"),
                        layer(
                                "operator",
                                Stage.OPERATOR + "/app",
                                Stage.OPERATOR + "/quarkus",
                                Stage.OPERATOR + "/quarkus-run.jar"),
                        layer("cache", Stage.CACHE)))
                .setEntrypoint(Stage.JAVA + "/bin/java", "-XX:AOTCache=" + Stage.CACHE, "-jar", "quarkus-run.jar")
                .setProgramArguments(List.of())
                .setWorkingDirectory(AbsoluteUnixPath.get(Stage.OPERATOR))
                .setUser(USER)
                .setExposedPorts(Ports.parse(List.of("8080")))
                .setCreationTime(TIME.toInstant())
                .setLabels(labels)
                .containerize(Containerizer.to(TarImage.at(tar).named(name))
                        .setToolName("novasphere")
                        .setApplicationLayersCache(noLayers(tar))
                        .setBaseImageLayersCache(tar.resolveSibling("image-base")));
    }

    private FileEntriesLayer layer(String name, String... paths) throws IOException {
        var layer = FileEntriesLayer.builder().setName(name);
        for (var path : paths) {
            layer.addEntryRecursive(
                    stage.path(path),
                    AbsoluteUnixPath.get(path),
                    OperatorImage::permissions,
                    (_, _) -> TIME.toInstant());
        }
        return layer.build();
    }

    private static FilePermissions permissions(Path file, AbsoluteUnixPath ignored) {
        return FilePermissions.fromOctalString(Files.isExecutable(file) ? "755" : "644");
    }

    /**
     * An empty cache of layers beside a tar: jib knows a layer again by the paths and times of its files, and here every
     * file is always of the same time, so that it would put yesterday's operator into today's image.
     */
    static Path noLayers(Path tar) throws IOException {
        return Stage.empty(tar.resolveSibling("image-layers")).folder();
    }

    /** What the runtime is made for: it comes from this machine. */
    static Platform platform() {
        var architecture = System.getProperty("os.arch");
        return new Platform(architecture.equals("aarch64") ? "arm64" : architecture, "linux");
    }
}
