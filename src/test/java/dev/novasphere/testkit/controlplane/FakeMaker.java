package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A maker whose doing the test says. */
record FakeMaker(String name, Doing doing) implements ProgramMaker {

    interface Doing {
        void into(Path folder) throws Unavailable, IOException;
    }

    @Override
    public void makeInto(Path folder, Consumer<String> say) throws Unavailable, IOException {
        doing.into(folder);
    }
}
