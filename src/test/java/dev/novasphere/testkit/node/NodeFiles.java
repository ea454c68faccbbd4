package dev.novasphere.testkit.node;

import dev.novasphere.testkit.controlplane.ControlPlane;
import dev.novasphere.testkit.controlplane.NodePrograms;
import dev.novasphere.testkit.controlplane.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The configuration of a node's programs: the files in {@code src/test/control-plane/node} with the blanks filled in. */
record NodeFiles(Path folder, Map<String, String> blanks) {

    static NodeFiles of(ControlPlane plane, NodePrograms programs, Cable cable) throws IOException {
        var folder = plane.workDir();
        var files = new NodeFiles(
                folder,
                Map.of(
                        "@FOLDER@", folder.toString(),
                        "@CGROUP@", folder.getFileName().toString(),
                        "@PROGRAMS@", programs.folder().toString(),
                        "@ADDRESS@", cable.node(),
                        "@NODE@", Node.NAME));
        Files.writeString(folder.resolve("resolv.conf"), "nameserver " + cable.node() + "\n"); // nobody answers there
        Files.createDirectories(folder.resolve("network"));
        files.write("network.conflist", "network/10-pods.conflist");
        return files;
    }

    /** Writes a file and gives its path. */
    String write(String template) throws IOException {
        return write(template, template);
    }

    private String write(String template, String name) throws IOException {
        var text = Files.readString(
                ProjectFiles.find("src/test/control-plane/node").resolve(template));
        for (var blank : blanks.entrySet()) {
            text = text.replace(blank.getKey(), blank.getValue());
        }
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
