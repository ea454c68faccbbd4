package dev.novasphere.testkit.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parser of Multus reads our NetworkAttachmentDefinitions, of all plugins: those of SR-IOV and macvtap cannot be had. */
@Tag("consumers")
class MultusConsumerTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    Stream<DynamicTest> goldens() throws Exception {
        return GoldenFiles.ofKind("NetworkAttachmentDefinition").stream()
                .map(golden -> dynamicTest(golden.name(), () -> {
                    var config =
                            YAML.readTree(golden.object().at("/spec/config").asText());
                    var resource = golden.object()
                            .at("/metadata/annotations")
                            .path("k8s.v1.cni.cncf.io/resourceName")
                            .asText();
                    assertThat(parse(YAML.writeValueAsString(golden.object())))
                            .isEqualTo("read\tname=%s type=%s mac=02:1a:2b:00:00:02 resource=%s device=true"
                                    .formatted(
                                            config.path("name").asText(),
                                            config.path("type").asText(),
                                            resource));
                }));
    }

    @Test
    void everyPluginIsShown() throws Exception {
        assertThat(GoldenFiles.ofKind("NetworkAttachmentDefinition").stream()
                        .map(golden -> golden.object().at("/spec/config").asText())
                        .flatMap(config -> Stream.of("bridge", "ovs", "sriov", "macvtap")
                                .filter(type -> config.contains("\"type\":\"" + type + "\""))))
                .contains("bridge", "ovs", "sriov", "macvtap");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'config': '{\"cniVersion\":\"0.3.1\",\"type\":\"bridge\"'} | unexpected end of JSON input",
                "{'config': '{\"cniVersion\":\"0.3.1\",\"name\":\"web\"}'} | delegate must have the 'type' or 'plugin' field",
                "{'config': {'type': 'bridge'}} | cannot unmarshal object into Go struct field",
                "{'konfig': ''} | unknown field \"konfig\"",
            })
    void faultsAreRefused(String spec, String complaint) throws Exception {
        assertThat(parse(definition(spec))).startsWith("refused\t").contains(complaint);
    }

    /** Here the plugin has to say no, and for a misspelt key nobody does but {@link CniKeysTest}. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"\"vlan\":9999", "\"vlan\":\"100\"", "\"macspoofcheck\":true"})
    void whatIsNotCaught(String more) throws Exception {
        assertThat(parse(definition("{'config': '{\"cniVersion\":\"0.3.1\",\"name\":\"web\",\"type\":\"bridge\",%s}'}"
                        .formatted(more))))
                .startsWith("read\t");
    }

    private static String definition(String spec) {
        return "{apiVersion: k8s.cni.cncf.io/v1, kind: NetworkAttachmentDefinition,"
                + " metadata: {name: web, namespace: production}, spec: %s}".formatted(spec);
    }

    private String parse(String yaml) throws IOException, InterruptedException {
        var program = ConsumerPrograms.nadcheck().resolve("nadcheck").toString();
        var file = Files.writeString(folder.resolve("definition.yaml"), yaml);
        var result = new Command(List.of(program, file.toString()), Map.of(), LIMIT).run();
        assertThat(result.exitCode()).as(result.errors()).isZero();
        return result.output().replace(file + "\t", "").strip();
    }
}
