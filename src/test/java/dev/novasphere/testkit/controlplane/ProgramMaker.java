package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A way to get the programs that takes a while, so that its result goes into the {@link ProgramCache}. */
public interface ProgramMaker {

    /** What this is, to follow "from" in a sentence: {@code the official release files}. */
    String name();

    /**
     * Puts every {@link Program} as an executable file into an empty folder.
     *
     * @param folder an existing, empty folder
     * @param say where lines of progress for people go
     * @throws Unavailable if this way is closed on this machine, with the reason
     */
    void makeInto(Path folder, Consumer<String> say) throws Unavailable, IOException, InterruptedException;
}
