package dev.novasphere.testkit.controlplane;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs of a control plane; {@code kubectl} is a convenience for people and may be missing. */
public enum Program {
    ETCD("etcd"),
    API_SERVER("kube-apiserver"),
    CONTROLLER_MANAGER("kube-controller-manager"),
    KUBECTL("kubectl");

    /** The release of Kubernetes whose programs are used, with its leading {@code v}. */
    public static final String KUBERNETES_VERSION = "v1.36.4";

    /** The release of etcd that this Kubernetes is built against, with its leading {@code v}. */
    public static final String ETCD_VERSION = "v3.6.8";

    private final String fileName;

    Program(String fileName) {
        this.fileName = fileName;
    }

    /** The name of the executable, as upstream publishes it. */
    public String fileName() {
        return fileName;
    }

    static List<Program> required() {
        return List.of(ETCD, API_SERVER, CONTROLLER_MANAGER);
    }

    static List<String> missingIn(Path folder) {
        return required().stream()
                .map(Program::fileName)
                .filter(name -> !Files.isExecutable(folder.resolve(name)))
                .toList();
    }

    static List<Path> presentIn(Path folder) {
        return Stream.of(values())
                .map(program -> folder.resolve(program.fileName))
                .filter(Files::isExecutable)
                .toList();
    }
}
