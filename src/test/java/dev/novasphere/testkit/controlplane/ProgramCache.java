package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/**
 * The programs of one Kubernetes version and one platform in the user's cache, with their sums beside them. Whoever
 * reads or fills it holds {@link #lock}; a folder appears there complete or not at all.
 *
 * @param folder where the programs are; its parent also holds the lock
 * @param programs the names of those that must be there
 */
record ProgramCache(Path folder, List<String> programs) {

    static ProgramCache of(Path userCache, Platform platform) {
        return of(
                "kubernetes-" + Program.KUBERNETES_VERSION,
                Program.required().stream().map(Program::fileName).toList(),
                userCache,
                platform);
    }

    /** The cache of a set of programs; another version of one of them needs another name. */
    static ProgramCache of(String name, List<String> programs, Path userCache, Platform platform) {
        return new ProgramCache(userCache.resolve("novasphere").resolve(name).resolve(platform.toString()), programs);
    }

    CrossProcessLock lock(Consumer<String> say) throws IOException {
        return CrossProcessLock.acquire(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                () -> say.accept("Another run is preparing the programs in " + folder + "; waiting for it."));
    }

    /**
     * The folder, if all programs in it are still what was stored.
     *
     * @throws Unavailable if it is empty, or was not what it should be and has been discarded
     */
    Path verified() throws Unavailable, IOException {
        if (!Files.exists(folder.resolve(Checksums.FILE))) {
            throw new Unavailable("Nothing is stored in " + folder + " yet.");
        }
        List<String> changed = Checksums.changedIn(folder);
        List<String> missing = missingIn(folder);
        if (changed.isEmpty() && missing.isEmpty()) {
            return folder;
        }
        Folders.delete(folder);
        throw new Unavailable("The cached " + String.join(", ", changed.isEmpty() ? missing : changed) + " in " + folder
                + " did not match the remembered sha512 and the cached programs were discarded.");
    }

    private List<String> missingIn(Path where) {
        return programs.stream()
                .filter(program -> !Files.isExecutable(where.resolve(program)))
                .toList();
    }

    /** Lets a maker fill a fresh folder, remembers the sums and puts the folder into its place in one step. */
    Path fill(ProgramMaker maker, Consumer<String> say) throws Unavailable, IOException, InterruptedException {
        Path making = folder.resolveSibling(folder.getFileName() + ".making");
        Folders.delete(making); // what a killed run left behind
        Files.createDirectories(making);
        try {
            maker.makeInto(making, say);
            List<String> missing = missingIn(making);
            if (!missing.isEmpty()) {
                throw new Unavailable("It gave no executable " + String.join(", ", missing) + ".");
            }
            Checksums.remember(making);
            Folders.delete(folder);
            return Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(making);
        }
    }
}
