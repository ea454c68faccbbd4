package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlPlaneEndTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void closingEndsThePrograms() throws Exception {
        ControlPlane plane = ControlPlane.start();
        List<ProcessHandle> programs = programsOf(plane.workDir());
        plane.close();
        assertThat(programs).noneMatch(ProcessHandle::isAlive);
        assertThat(plane.workDir()).doesNotExist();
    }

    @Test
    void keptDataStays() throws Exception {
        ControlPlane plane = ControlPlane.start(ControlPlaneOptions.defaults().withKeptData());
        plane.close();
        assertThat(plane.workDir().resolve("etcd")).isDirectory();
        assertThat(plane.auditLog()).isNotEmptyFile();
        Folders.delete(plane.workDir());
    }

    @Test
    void aKilledParentTakesTheProgramsWithIt() throws Exception {
        Process parent = ChildJvm.start(ControlPlaneMain.class);
        try (BufferedReader said = parent.inputReader()) {
            Path folder = Path.of(said.readLine());
            List<ProcessHandle> programs = programsOf(folder);
            parent.destroyForcibly(); // SIGKILL: no shutdown hook runs
            Eventually.see(
                    "The end of all programs",
                    PATIENCE,
                    () -> programs.stream().filter(ProcessHandle::isAlive).toList(),
                    List::isEmpty);
            Eventually.see("The removal of " + folder, PATIENCE, () -> Files.exists(folder), there -> !there);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void aProgramThatEndsEarlyIsToldWithItsLastWords() {
        var options = ControlPlaneOptions.defaults().withApiServerArguments("--no-such-flag");
        assertThatThrownBy(() -> ControlPlane.start(options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("kube-apiserver ended by itself with code 1", "unknown flag: --no-such-flag");
    }

    private static List<ProcessHandle> programsOf(Path folder) throws Exception {
        List<ProcessHandle> programs = new ArrayList<>();
        for (Program program : Program.required()) {
            programs.add(ProcessHandle.of(processId(folder.resolve(program.fileName() + ".pid")))
                    .orElseThrow());
        }
        assertThat(programs).allMatch(ProcessHandle::isAlive);
        return programs;
    }

    /** The supervisor writes it when it has read our order, which may be after {@link ControlPlane#start} returned. */
    private static long processId(Path file) throws Exception {
        String written = Eventually.see(
                "A process id in " + file,
                PATIENCE,
                () -> Files.exists(file) ? Files.readString(file) : "",
                text -> text.endsWith("\n"));
        return Long.parseLong(written.strip());
    }
}
