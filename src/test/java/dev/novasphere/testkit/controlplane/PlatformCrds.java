package dev.novasphere.testkit.controlplane;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CRDs of what Novasphere stands on: KubeVirt, CDI, Multus, NMState. They are the upstream ones where a folder with
 * them is named, else our stand-ins, which declare the fields that we write and read and preserve the rest.
 *
 * @param folder the folder whose YAML files are installed
 * @param name what these are, for people
 */
public record PlatformCrds(Path folder, String name) {

    /** The variable that names a folder of upstream CRDs. */
    public static final String VARIABLE = "UPSTREAM_CRDS";

    static final String STAND_INS = "src/test/resources/stand-in-crds";
    private static final long ESTABLISHED_SECONDS = 30;

    /** What the environment of this process asks for. */
    public static PlatformCrds ofEnvironment() {
        return of(System.getenv());
    }

    static PlatformCrds of(Map<String, String> environment) {
        String upstream = environment.getOrDefault(VARIABLE, "");
        if (upstream.isBlank()) {
            return new PlatformCrds(
                    ProjectFiles.find(STAND_INS),
                    "our stand-ins, for " + VARIABLE + " names no folder of upstream CRDs");
        }
        Path folder = Path.of(upstream).toAbsolutePath();
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(VARIABLE + " names " + folder
                    + ", which is not a folder. Correct it, or unset it to use the stand-ins.");
        }
        return new PlatformCrds(folder, "the upstream CRDs from the folder that " + VARIABLE + " names");
    }

    /**
     * Installs all of them and returns when the API server serves them.
     *
     * @return a sentence that says which were installed
     */
    public String install(KubernetesClient client) {
        List<Path> files = files();
        applyAll(client, files);
        return "CRDs of KubeVirt, CDI, Multus and NMState: " + files.size() + " files, " + name + ".";
    }

    /** All of them, a file each. */
    public List<Path> files() {
        return files(folder);
    }

    /** Those of one API group, such as {@code cdi.kubevirt.io}; files are named like the CRDs in them. */
    public List<Path> files(String group) {
        return files().stream()
                .filter(file ->
                        name(file).substring(name(file).indexOf('.') + 1).equals(group))
                .toList();
    }

    /** The name of the CRD in a file. */
    public static String name(Path file) {
        return file.getFileName().toString().replaceFirst("[.]yaml$", "");
    }

    /** Applies files of one CRD each, at the same time, and waits until all are established. */
    public static void applyAll(KubernetesClient client, List<Path> files) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = files.stream()
                    .<Future<?>>map(file -> threads.submit(() -> apply(client, file)))
                    .toList();
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Not all CRDs could be installed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while CRDs were being installed.", e);
        }
    }

    private static void apply(KubernetesClient client, Path file) {
        try {
            // Generic: the typed model would drop what it does not know.
            var crd = Serialization.unmarshal(Files.readString(file), GenericKubernetesResource.class);
            PatchContext context = new PatchContext.Builder()
                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                    .withFieldManager("novasphere-control-plane")
                    .withForce(true)
                    .build();
            client.resource(crd).patch(context);
            client.apiextensions()
                    .v1()
                    .customResourceDefinitions()
                    .withName(crd.getMetadata().getName())
                    .waitUntilCondition(PlatformCrds::isEstablished, ESTABLISHED_SECONDS, TimeUnit.SECONDS);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("The CRD in " + file + " could not be installed: " + e.getMessage(), e);
        }
    }

    private static boolean isEstablished(@Nullable CustomResourceDefinition crd) {
        return Stream.ofNullable(crd)
                .flatMap(there -> Stream.ofNullable(there.getStatus()))
                .flatMap(status -> Stream.ofNullable(status.getConditions()))
                .flatMap(List::stream)
                .anyMatch(condition -> condition.getType().equals("Established")
                        && condition.getStatus().equals("True"));
    }

    static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the CRDs in " + folder + ".", e);
        }
    }
}
