package dev.novasphere.testkit.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StandInCrdsTest {

    static List<Path> standIns() {
        return PlatformCrds.files(PlatformCrds.of(Map.of()).folder());
    }

    @ParameterizedTest
    @MethodSource("standIns")
    void saysNothingThatUpstreamDoesNotSay(Path standIn) throws Exception {
        String folder = System.getenv().getOrDefault(PlatformCrds.VARIABLE, "");
        if (folder.isBlank()) {
            String reason = "The stand-in " + standIn.getFileName() + " was not held against upstream, for "
                    + PlatformCrds.VARIABLE + " names no folder of upstream CRDs.";
            System.err.println(reason);
            abort(reason);
        }
        Path upstream = Path.of(folder).resolve(standIn.getFileName());
        assertThat(upstream).exists();
        assertThat(CrdDifferences.between(standIn, upstream)).isEmpty();
    }

    @Test
    void aDifferenceIsFound(@TempDir Path folder) throws Exception {
        Path standIn = standIns().getFirst();
        String wrong = Files.readString(standIn)
                .replace("scope: Cluster", "scope: Namespaced")
                .replace("scratchSpaceStorageClass: {type: string}", "scratchSpace: {type: integer}")
                .replace("global: {type: string}", "global: {type: integer}");
        Path changed = Files.writeString(folder.resolve("crd.yaml"), wrong);
        assertThat(CrdDifferences.between(changed, standIn))
                .containsExactlyInAnyOrder(
                        "scope is \"Namespaced\" here and \"Cluster\" upstream",
                        "v1beta1.spec.scratchSpace is not upstream",
                        "v1beta1.status.scratchSpace is not upstream",
                        "v1beta1.status.filesystemOverhead.global (type) is \"integer\" here and \"string\" upstream");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> PlatformCrds.of(Map.of(PlatformCrds.VARIABLE, "/no/such/folder")))
                .hasMessage(
                        "UPSTREAM_CRDS names /no/such/folder, which is not a folder. Correct it, or unset it to use the"
                                + " stand-ins.");
    }
}
