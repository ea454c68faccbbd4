package dev.novasphere.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.novasphere.api.Wukong;
import dev.novasphere.api.WukongSpec;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.KubeVirt;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.StorageProfile;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that somebody wrote past their kind's schema, as a watch or a list brings them. */
class UnreadableTest {
    record Poison(Class<? extends HasMetadata> kind, String content, String field) {
        @Override
        public String toString() {
            return kind.getSimpleName() + " " + content.substring(0, Math.min(content.length(), 60));
        }
    }

    private static final String DEEP = "[".repeat(5_000) + "]".repeat(5_000);
    private static final String LONG_NAME = "n".repeat(200_000);

    private final ObjectMapper mapper = new ObjectMapper();
    private final KubernetesSerialization serialization;

    UnreadableTest() {
        Unreadable.tolerate(mapper);
        serialization = new KubernetesSerialization(mapper, false);
    }

    static Stream<Poison> poison() {
        return Stream.of(
                new Poison(VirtualMachine.class, "\"spec\":\"nothing\"", "spec"),
                new Poison(VirtualMachine.class, "\"spec\":{\"runStrategy\":{\"a\":1}}", "spec.runStrategy"),
                new Poison(VirtualMachine.class, "\"spec\":[1]", "spec"),
                new Poison(VirtualMachine.class, "\"status\":{\"conditions\":{\"a\":1}}", "status.conditions"),
                new Poison(VirtualMachine.class, "\"status\":{\"conditions\":[null]}", "status"),
                new Poison(VirtualMachineInstance.class, "\"status\":{\"interfaces\":7}", "status.interfaces"),
                new Poison(
                        VirtualMachineInstance.class,
                        "\"status\":{\"interfaces\":[{\"ipAddresses\":[{}]}]}",
                        "status.interfaces[0].ipAddresses[0]"),
                new Poison(DataVolume.class, "\"status\":{\"restartCount\":\"many\"}", "status.restartCount"),
                new Poison(DataVolume.class, "\"spec\":{\"storage\":true}", "spec.storage"),
                new Poison(NetworkAttachmentDefinition.class, "\"spec\":{\"config\":{\"cni\":1}}", "spec.config"),
                new Poison(
                        KubeVirt.class, "\"spec\":{\"configuration\":{\"network\":[]}}", "spec.configuration.network"),
                new Poison(
                        StorageProfile.class, "\"status\":{\"claimPropertySets\":\"all\"}", "status.claimPropertySets"),
                new Poison(Wukong.class, "\"spec\":{\"disks\":\"none\"}", "spec.disks"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void itsMetadataIsKnownAndTheFieldIsNamed(Poison poison) {
        var object = serialization.unmarshal(json("bad", poison.content()), poison.kind());
        assertThat(object.getMetadata().getName()).isEqualTo("bad");
        assertThat(object.getMetadata().getLabels()).containsEntry("app", "x");
        assertThat(Unreadable.field(object)).contains(poison.field());
    }

    @ParameterizedTest
    @MethodSource("poison")
    void itDoesNotSpoilTheListThatItIsIn(Poison poison) throws JsonProcessingException {
        var list = "{\"items\":[" + json("good", "\"kind\":\"Any\"") + "," + json("bad", poison.content()) + "]}";
        var type = mapper.getTypeFactory().constructParametricType(Items.class, poison.kind());
        Items<? extends HasMetadata> items = mapper.readValue(list, type);
        assertThat(items.items()).hasSize(2);
        assertThat(Unreadable.field(items.items().getFirst())).isEmpty();
        assertThat(Unreadable.field(items.items().getLast())).contains(poison.field());
    }

    record Items<T extends HasMetadata>(List<T> items) {}

    /** What nobody reads may be as deep or as long as the API server allows. */
    @Test
    void whatIsTooDeepOrTooLongForOthersIsSkipped() {
        var object = serialization.unmarshal(
                json("odd", "\"spec\":{\"runStrategy\":\"Always\",\"deep\":" + DEEP + ",\"" + LONG_NAME + "\":1}"),
                VirtualMachine.class);
        assertThat(Unreadable.field(object)).isEmpty();
        assertThat(object.getSpec().runStrategy()).isEqualTo("Always");
    }

    @Test
    void ofAWukongThatCannotBeReadNothingIsKnownToBeAskedFor() {
        var wukong = serialization.unmarshal(json("bad", "\"spec\":{\"cpu\":\"two\"}"), Wukong.class);
        assertThat(Unreadable.field(wukong)).contains("spec.cpu");
        assertThat(wukong.getSpec()).isEqualTo(WukongSpec.EMPTY);
    }

    private static String json(String name, String content) {
        return "{\"metadata\":{\"namespace\":\"here\",\"name\":\"%s\",\"labels\":{\"app\":\"x\"}},%s}"
                .formatted(name, content);
    }
}
