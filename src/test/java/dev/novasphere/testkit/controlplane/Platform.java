package dev.novasphere.testkit.controlplane;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Operating system and processor, in the words of Go and of the Kubernetes release site. */
record Platform(String os, String architecture) {

    static Platform current() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String architecture = switch (System.getProperty("os.arch")) {
            case "x86_64", "amd64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case String other -> other;
        };
        return new Platform(os, architecture);
    }

    boolean isLinux() {
        return os.equals("linux");
    }

    /** The folder of a user's caches: {@code XDG_CACHE_HOME}, else the habit of the operating system. */
    Path userCache(Map<String, String> environment) {
        String named = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        Path home = Path.of(System.getProperty("user.home"));
        return os.equals("darwin") ? home.resolve("Library/Caches") : home.resolve(".cache");
    }

    @Override
    public String toString() {
        return os + "-" + architecture;
    }
}
