package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoBuildTest {

    @TempDir
    private Path temporary;

    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void modules() throws IOException {
        Files.createDirectories(temporary.resolve("modules/etcd"));
        Files.createDirectories(temporary.resolve("modules/kubernetes"));
        Files.createDirectories(temporary.resolve("out"));
    }

    @Test
    void withoutGoTheReasonSaysSo() {
        assertThatThrownBy(() -> build(temporary.resolve("no-go")))
                .isInstanceOf(Unavailable.class)
                .hasMessageStartingWith("There is no usable command `go`: ");
    }

    @Test
    void anOldGoIsNotTried() {
        assertThatThrownBy(() -> build(go("echo go1.25.3")))
                .isInstanceOf(Unavailable.class)
                .hasMessage("It needs Go 1.26 or newer, and this machine has go1.25.3.");
    }

    @Test
    void aFailedBuildGivesItsLastWords() {
        assertThatThrownBy(() -> build(go("[ \"$1\" = env ] && echo go1.27.0 && exit; echo no mirror; exit 1")))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("modules/etcd ended with code 1: no mirror");
        assertThat(said).singleElement().asString().contains("once for this machine: about 5 minutes");
    }

    @Test
    void bothModulesAreBuiltWithTheVersionInThem() throws Exception {
        Path calls = temporary.resolve("calls");
        build(go("[ \"$1\" = env ] && echo go1.27.0 && exit; echo \"$PWD $GOTOOLCHAIN $CGO_ENABLED $*\" >> " + calls));
        assertThat(Files.readAllLines(calls))
                .satisfiesExactly(
                        etcd -> assertThat(etcd).contains("/modules/etcd local 0 build", "go.etcd.io/etcd/server/v3"),
                        kubernetes -> assertThat(kubernetes)
                                .contains(
                                        "/modules/kubernetes local 0 build",
                                        "-X k8s.io/component-base/version.gitVersion=v1.36.4",
                                        "k8s.io/kubernetes/cmd/kube-controller-manager"));
    }

    private void build(Path go) throws Exception {
        new GoBuild(temporary.resolve("modules"), go.toString()).makeInto(temporary.resolve("out"), said::add);
    }

    private Path go(String script) throws IOException {
        Path file = Files.writeString(temporary.resolve("go"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
