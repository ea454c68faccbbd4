package dev.novasphere.image;

import dev.novasphere.testkit.controlplane.ProjectFiles;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** {@code make image}: links a runtime, trains the cache, and writes the image as a tar. */
public final class ImageMain {
    private ImageMain() {}

    /**
     * Builds the image from {@code target/quarkus-app}.
     *
     * @param arguments the base (empty for the default), the version, and the image's name
     */
    public static void main(String[] arguments) throws Exception {
        var base = Base.of(arguments[0]);
        var version = arguments[1];
        var name = arguments[2];
        var target = ProjectFiles.find("target");
        var tar = target.resolve("novasphere-operator-" + version + ".tar");

        var stage = Stage.empty(target.resolve("image"));
        say("Linking the runtime of Java " + Runtime.version().feature() + ".");
        var runtime = JavaRuntime.link(stage.path(Stage.JAVA));
        stage.copy(target.resolve("quarkus-app"), Stage.OPERATOR);
        stage.settle(OperatorImage.TIME);
        say("Training the AOT cache: the operator runs once.");
        new Training(runtime, stage).write(target.resolve("image-training.log"));
        stage.settle(OperatorImage.TIME);
        say("Putting it upon " + base.name() + ".");
        var image = new OperatorImage(base, stage).write(tar, name, labels(version, base));
        say("Wrote %s (%d MB), image %s, %s."
                .formatted("target/" + tar.getFileName(), Files.size(tar) / 1_000_000, name, image.getDigest()));
    }

    private static Map<String, String> labels(String version, Base base) {
        var labels = new TreeMap<>(Map.of(
                "org.opencontainers.image.title", "Novasphere operator",
                "org.opencontainers.image.description",
                        "Runs virtual machines on Kubernetes from one YAML of kind Wukong",
                "org.opencontainers.image.version", version,
                "org.opencontainers.image.licenses", "Apache-2.0"));
        if (!base.isTar()) {
            labels.put("org.opencontainers.image.base.name", base.name());
        }
        return labels;
    }

    private static void say(String sentence) {
        System.out.println(sentence);
    }
}
