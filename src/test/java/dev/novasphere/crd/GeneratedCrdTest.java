package dev.novasphere.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The CRD of VirtualMachineProfile is that of Wukong under other names: one schema, written once. */
class GeneratedCrdTest {
    private static final String HEADER =
            "# Generated from wukongs.vm.novasphere.dev.yaml by `mvn test -Dtest=GeneratedCrdTest -Dgolden.update`;"
                    + " do not edit.\n";

    @Test
    void theSecondCrdIsGeneratedFromTheFirst() throws IOException {
        var generated = generate(Files.readString(Crd.WUKONG.file()));
        if (System.getProperty("golden.update") != null) {
            assertThat(System.getenv("CI"))
                    .as("CI, where golden files are compared and never rewritten")
                    .isNotEqualTo("true");
            Files.writeString(Crd.PROFILE.file(), generated);
        }
        assertThat(Files.readString(Crd.PROFILE.file()))
                .as("%s; rewrite it with -Dtest=GeneratedCrdTest -Dgolden.update", Crd.PROFILE.file())
                .isEqualTo(generated);
    }

    private static String generate(String wukongs) {
        return HEADER
                + wukongs.substring(wukongs.indexOf("apiVersion:"))
                        .replace("wukongs.vm.novasphere.dev", "virtualmachineprofiles.vm.example.com")
                        .replace("vm.novasphere.dev", "vm.example.com")
                        .replace("shortNames: [wk]", "shortNames: [vmprofile, vmp]")
                        .replace("Wukong", "VirtualMachineProfile")
                        .replace("wukong", "virtualmachineprofile");
    }
}
