package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.novasphere.testkit.controlplane.Programs.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {

    @TempDir
    private Path temporary;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger made = new AtomicInteger();

    @Test
    void theNamedFolderComesFirst() throws Exception {
        Path named = folderWith("named", "etcd", "kube-apiserver", "kube-controller-manager");
        Programs programs = Programs.find(sources(Map.of("KUBEBUILDER_ASSETS", named.toString())), said::add);
        assertThat(programs.folder()).isEqualTo(named);
        assertThat(programs.kubectl()).isEmpty();
        assertThat(made).hasValue(0);
    }

    @Test
    void aNamedFolderThatLacksAProgramIsSaidAndPassedOver() throws Exception {
        Path named = folderWith("named", "etcd", "kube-apiserver", "kubectl");
        Programs programs = Programs.find(sources(Map.of("KUBEBUILDER_ASSETS", named.toString()), maker()), said::add);
        assertThat(programs.folder()).isEqualTo(cacheFolder());
        assertThat(said)
                .contains("KUBEBUILDER_ASSETS is of no use: The folder " + named
                        + " has no executable kube-controller-manager. Trying other sources.");
    }

    @Test
    void theSecondRunUsesWhatTheFirstMade() throws Exception {
        Programs.find(sources(Map.of(), maker()), said::add);
        Programs again = Programs.find(sources(Map.of(), maker()), said::add);
        assertThat(again.kubectl()).contains(cacheFolder().resolve("kubectl"));
        assertThat(made).hasValue(1);
    }

    @Test
    void theFirstMakerThatCanServesAndTheReasonsOfTheOthersAreSaid() throws Exception {
        Programs.find(sources(Map.of(), closed("the post", "It is Sunday."), maker(), maker()), said::add);
        assertThat(made).hasValue(1);
        assertThat(said).contains("Nothing from the post: It is Sunday.");
    }

    @Test
    void aCachedProgramThatWasChangedIsDiscardedAndMadeAgain() throws Exception {
        Programs.find(sources(Map.of(), maker()), said::add);
        Files.writeString(cacheFolder().resolve("etcd"), "something else");
        Programs.find(sources(Map.of(), maker()), said::add);
        assertThat(made).hasValue(2);
        assertThat(cacheFolder().resolve("etcd")).hasContent("etcd");
        assertThat(said)
                .contains("The cached etcd in " + cacheFolder()
                        + " did not match the remembered sha512 and the cached programs were discarded.");
    }

    @Test
    void aMakerThatLeavesAProgramOutIsNotStored() {
        ProgramMaker half = maker("half a maker", "etcd", "kubectl");
        assertThatThrownBy(() -> Programs.find(sources(Map.of(), half), said::add))
                .hasMessageContaining("half a maker: It gave no executable kube-apiserver, kube-controller-manager.");
        assertThat(cacheFolder()).doesNotExist();
    }

    @Test
    void twoRunsAtOnceMakeOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Programs> run = () -> Programs.find(sources(Map.of(), maker()), said::add);
            for (Future<Programs> one : threads.invokeAll(Collections.nCopies(4, run))) {
                assertThat(one.get().folder()).isEqualTo(cacheFolder());
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aRunWaitsForAnotherProcessAndSaysSo() throws Exception {
        Process other = ChildJvm.start(LockHolder.class, lockFile().toString());
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("locked");
            Programs.find(sources(Map.of(), maker()), line -> {
                said.add(line);
                other.destroyForcibly(); // a killed process leaves no lock behind
            });
            assertThat(said.getFirst()).startsWith("Another run is preparing the programs");
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void oneMessageSaysWhatWasTriedAndWhatToDo() {
        assertThatThrownBy(() -> Programs.find(
                        sources(Map.of(), closed("the post", "It is Sunday."), closed("the smith", "He is out.")),
                        said::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                        "Kubernetes v1.36.4 programs",
                        "- the folder that KUBEBUILDER_ASSETS names: The variable is not set.",
                        "- the cache: Nothing is stored in " + cacheFolder() + " yet.",
                        "- the post: It is Sunday.",
                        "- the smith: He is out.",
                        "install Go 1.26 or newer",
                        "set KUBEBUILDER_ASSETS");
    }

    private Sources sources(Map<String, String> environment, ProgramMaker... makers) {
        return new Sources(
                new NamedFolder(environment),
                ProgramCache.of(temporary.resolve("cache"), new Platform("linux", "amd64")),
                List.of(makers));
    }

    private Path cacheFolder() {
        return temporary.resolve("cache/novasphere/kubernetes-v1.36.4/linux-amd64");
    }

    private Path lockFile() {
        return cacheFolder().resolveSibling("linux-amd64.lock");
    }

    private ProgramMaker maker() {
        return maker(
                "a maker", Stream.of(Program.values()).map(Program::fileName).toArray(String[]::new));
    }

    private ProgramMaker maker(String name, String... programs) {
        return new FakeMaker(name, folder -> {
            made.incrementAndGet();
            fill(folder, programs);
        });
    }

    private static ProgramMaker closed(String name, String reason) {
        return new FakeMaker(name, _ -> {
            throw new Unavailable(reason);
        });
    }

    private Path folderWith(String name, String... programs) throws IOException {
        return fill(Files.createDirectories(temporary.resolve(name)), programs);
    }

    private static Path fill(Path folder, String... programs) throws IOException {
        for (String program : programs) {
            Path file = Files.writeString(folder.resolve(program), program);
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
        return folder;
    }
}
