package dev.novasphere.testkit.controlplane;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The folder of programs that a user names with {@code KUBEBUILDER_ASSETS}, as for other Kubernetes projects. */
record NamedFolder(Map<String, String> environment) {
    static final String VARIABLE = "KUBEBUILDER_ASSETS";

    Path find() throws Unavailable {
        String named = environment.getOrDefault(VARIABLE, "");
        if (named.isBlank()) {
            throw new Unavailable("The variable is not set.");
        }
        List<String> missing = Program.missingIn(Path.of(named));
        if (!missing.isEmpty()) {
            throw new Unavailable("The folder " + named + " has no executable " + String.join(", ", missing) + ".");
        }
        return Path.of(named).toAbsolutePath();
    }

    boolean isNamed() {
        return !environment.getOrDefault(VARIABLE, "").isBlank();
    }
}
