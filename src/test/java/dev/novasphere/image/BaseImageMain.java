package dev.novasphere.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code make base-image}: a base image of this machine's C library and nothing else, for a place where no registry can be
 * reached. Its updates are the machine's: whoever ships such an image builds it again when the machine got them.
 */
public final class BaseImageMain {
    private static final Pattern LIBRARY = Pattern.compile("(/\\S+) \\(0x");
    private static final Map<String, String> FILES = Map.of(
            "/etc/passwd", "root:x:0:0:root:/:/sbin/nologin\nnovasphere:x:1001:1001::/tmp:/sbin/nologin\n",
            "/etc/group", "root:x:0:\nnovasphere:x:1001:\n",
            "/etc/nsswitch.conf", "hosts: files dns\n");

    private BaseImageMain() {}

    /** Writes {@code target/base-image.tar}. */
    public static void main(String[] arguments) throws Exception {
        var target = ProjectFiles.find("target");
        var tar = target.resolve("base-image.tar");
        var files = FileEntriesLayer.builder().setName("c-library");
        for (var library : libraries()) {
            files.addEntry(
                    Path.of(library).toRealPath(),
                    AbsoluteUnixPath.get(library),
                    FilePermissions.fromOctalString("755"));
        }
        var folder = Stage.empty(target.resolve("base-image"));
        for (var file : FILES.entrySet()) {
            var path = folder.path(file.getKey());
            Files.createDirectories(path.getParent());
            files.addEntry(Files.writeString(path, file.getValue()), AbsoluteUnixPath.get(file.getKey()));
        }
        files.addEntry(folder.folder(), AbsoluteUnixPath.get("/tmp"), FilePermissions.fromOctalString("777"));
        Jib.fromScratch()
                .setPlatforms(Set.of(OperatorImage.platform()))
                .setFileEntriesLayers(List.of(files.build()))
                .setCreationTime(OperatorImage.TIME.toInstant())
                .containerize(Containerizer.to(TarImage.at(tar).named("localhost/novasphere-base"))
                        .setToolName("novasphere")
                        .setApplicationLayersCache(OperatorImage.noLayers(tar))
                        .setBaseImageLayersCache(target.resolve("image-base")));
        System.out.printf(
                "Wrote %s (%d MB) with %s.%n",
                "target/" + tar.getFileName(), Files.size(tar) / 1_000_000, String.join(", ", libraries()));
    }

    /** What the JVM and the libraries of the JDK link to outside the JDK, by absolute path. */
    private static Set<String> libraries() throws IOException, InterruptedException {
        var home = Path.of(System.getProperty("java.home")).toRealPath();
        var found = new TreeSet<String>();
        for (var name : List.of("libjava.so", "libnet.so", "libnio.so", "libzip.so", "server/libjvm.so")) {
            Tool.run("ldd", home.resolve("lib").resolve(name).toString())
                    .lines()
                    .map(LIBRARY::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(match -> match.group(1))
                    .filter(path -> !path.startsWith(home.toString()))
                    .forEach(found::add);
        }
        return found;
    }
}
