package dev.novasphere.testkit.consumers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What this machine lacks, as sentences for people; empty when it lacks nothing. */
public final class Machine {
    /** The search path, with the folders of root's programs: not every shell has them there. */
    public static final String SEARCH_PATH = System.getenv("PATH") + ":/usr/sbin:/sbin";

    private Machine() {}

    /** Whether this is another system than Linux. */
    static Optional<String> isNoLinux() {
        var system = System.getProperty("os.name");
        return system.equals("Linux")
                ? Optional.empty()
                : Optional.of("It runs on Linux only, and this is " + system + ".");
    }

    /** Whether programs can be run in namespaces and a root of their own. */
    static Optional<String> lacksSandbox() throws IOException, InterruptedException {
        var system = isNoLinux();
        if (system.isPresent()) {
            return system;
        }
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            return Optional.of("It is run by chroot, which only root may do. Run the tests as root to include it.");
        }
        var missing = lacks("unshare", "mount", "chroot");
        if (missing.isPresent()) {
            return missing;
        }
        var attempt = Command.of(Duration.ofSeconds(10), "unshare", "--mount", "--net", "true")
                .run();
        return attempt.succeeded()
                ? Optional.empty()
                : Optional.of("This root may not make namespaces (%s). Give the container the capability SYS_ADMIN."
                        .formatted(attempt.errors().strip()));
    }

    /** Whether a machine can be emulated in a sandbox: the recipe knows one kind. */
    static Optional<String> lacksGuest() throws IOException, InterruptedException {
        var kind = System.getProperty("os.arch");
        return kind.equals("amd64")
                ? lacksSandbox()
                : Optional.of("It is made of Debian's packages for amd64, and this machine is " + kind + ".");
    }

    /** Whether one of these programs is not in the search path. */
    public static Optional<String> lacks(String... programs) {
        return Stream.of(programs)
                .filter(program -> Stream.of(SEARCH_PATH.split(":"))
                        .noneMatch(folder -> Files.isExecutable(Path.of(folder, program))))
                .findFirst()
                .map(program -> "The program \"%s\" is not in the search path. Install it to include these tests."
                        .formatted(program));
    }
}
