package dev.novasphere.testkit.node;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The image of the container that keeps a pod's namespaces open; containerd's configuration names it. */
final class PauseImage {
    private PauseImage() {}

    static Path write(Path tar, Path program) throws Exception {
        var cache = tar.resolveSibling("jib");
        var layer = FileEntriesLayer.builder()
                .addEntry(program, AbsoluteUnixPath.get("/pause"), FilePermissions.fromOctalString("755"))
                .build();
        Jib.fromScratch()
                .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                .setFileEntriesLayers(List.of(layer))
                .setEntrypoint("/pause")
                .containerize(Containerizer.to(TarImage.at(tar).named("localhost/pause:1"))
                        .setApplicationLayersCache(cache)
                        .setBaseImageLayersCache(cache));
        return tar;
    }

    private static String architecture() {
        var architecture = System.getProperty("os.arch");
        return architecture.equals("aarch64") ? "arm64" : architecture;
    }
}
