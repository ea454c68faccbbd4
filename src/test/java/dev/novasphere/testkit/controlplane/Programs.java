package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where the programs of the control plane are on this machine. They come from, in this order: the folder that
 * {@code KUBEBUILDER_ASSETS} names, our cache, the official release files, a build from Go modules.
 *
 * @param folder a folder with at least etcd, kube-apiserver and kube-controller-manager
 */
public record Programs(Path folder) {

    /** Finds the programs, or makes them once for this machine and version, saying what it does on standard error. */
    public static Programs find() throws IOException, InterruptedException {
        return find(Sources.ofThisMachine(), System.err::println);
    }

    static Programs find(Sources sources, Consumer<String> say) throws IOException, InterruptedException {
        List<String> tried = new ArrayList<>();
        try {
            return new Programs(sources.named().find());
        } catch (Unavailable e) {
            tried.add("the folder that " + NamedFolder.VARIABLE + " names: " + e.getMessage());
            if (sources.named().isNamed()) {
                say.accept(NamedFolder.VARIABLE + " is of no use: " + e.getMessage() + " Trying other sources.");
            }
        }
        try (CrossProcessLock _ = sources.cache().lock(say)) {
            return fromCacheOrMakers(sources, tried, say);
        }
    }

    private static Programs fromCacheOrMakers(Sources sources, List<String> tried, Consumer<String> say)
            throws IOException, InterruptedException {
        ProgramCache cache = sources.cache();
        try {
            return new Programs(cache.verified());
        } catch (Unavailable e) {
            tried.add("the cache: " + e.getMessage());
            say.accept(e.getMessage());
        }
        for (ProgramMaker maker : sources.makers()) {
            try {
                Path folder = cache.fill(maker, say);
                say.accept("The Kubernetes programs from " + maker.name() + " are now in " + folder + ".");
                return new Programs(folder);
            } catch (Unavailable e) {
                tried.add(maker.name() + ": " + e.getMessage());
                say.accept("Nothing from " + maker.name() + ": " + e.getMessage());
            }
        }
        throw new IllegalStateException(nothingWorked(tried));
    }

    private static String nothingWorked(List<String> tried) {
        return """
                The Kubernetes %s programs (etcd, kube-apiserver, kube-controller-manager) could not be had. Tried:
                  - %s
                Do one of these and run the same command again:
                  - install Go 1.26 or newer and put `go` on the PATH (the programs are then built once, in about 5 minutes);
                  - connect this machine to the internet once, so that the release files of Kubernetes can be fetched (Linux);
                  - copy the three programs into a folder and set KUBEBUILDER_ASSETS to it.""".formatted(Program.KUBERNETES_VERSION, String.join("\n  - ", tried));
    }

    /** The path of a program that is always there. */
    public Path path(Program program) {
        return folder.resolve(program.fileName());
    }

    /** kubectl, if this source has it. */
    public Optional<Path> kubectl() {
        return Program.presentIn(folder).stream()
                .filter(path(Program.KUBECTL)::equals)
                .findFirst();
    }

    /**
     * What is asked, in this order.
     *
     * @param makers are only asked when the named folder and the cache have nothing
     */
    record Sources(NamedFolder named, ProgramCache cache, List<ProgramMaker> makers) {
        static Sources ofThisMachine() {
            Platform platform = Platform.current();
            return new Sources(
                    new NamedFolder(System.getenv()),
                    ProgramCache.of(platform.userCache(System.getenv()), platform),
                    List.of(ReleaseFiles.of(platform), GoBuild.ofThisProject()));
        }
    }
}
