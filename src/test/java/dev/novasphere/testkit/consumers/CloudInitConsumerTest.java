package dev.novasphere.testkit.consumers;

import static dev.novasphere.testkit.consumers.CloudInitSchema.Kind.NETWORK_DATA;
import static dev.novasphere.testkit.consumers.CloudInitSchema.Kind.USER_DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.novasphere.testkit.consumers.CloudInitSchema.Document;
import dev.novasphere.testkit.consumers.CloudInitSchema.Kind;
import dev.novasphere.testkit.consumers.CloudInitSchema.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** cloud-init itself says whether it understands what the operator puts into the Secret of a guest. */
@Tag("consumers")
class CloudInitConsumerTest {

    @TestFactory
    Stream<DynamicTest> userDataSamples() throws Exception {
        return samples("user-data", USER_DATA);
    }

    @TestFactory
    Stream<DynamicTest> networkDataSamples() throws Exception {
        return samples("network-data", NETWORK_DATA);
    }

    @TestFactory
    Stream<DynamicTest> goldens() throws Exception {
        var names = new ArrayList<String>();
        var documents = new ArrayList<Document>();
        for (var golden : GoldenFiles.ofKind("Secret")) {
            golden.secretText("userdata").ifPresent(text -> {
                names.add(golden.name() + " userdata");
                documents.add(new Document(USER_DATA, text));
            });
            golden.secretText("networkdata").ifPresent(text -> {
                names.add(golden.name() + " networkdata");
                documents.add(new Document(NETWORK_DATA, text));
            });
        }
        var verdicts = CloudInitSchema.checkAll(documents);
        return IntStream.range(0, names.size())
                .mapToObj(i -> dynamicTest(names.get(i), () -> {
                    assertAccepted(verdicts.get(i));
                    assertThat(verdicts.get(i).output()).doesNotContainIgnoringCase("deprecat");
                }));
    }

    private static Stream<DynamicTest> samples(String folder, Kind kind) throws Exception {
        var samples = Samples.of(folder);
        List<Verdict> verdicts = CloudInitSchema.checkAll(samples.stream()
                .map(sample -> new Document(kind, sample.text()))
                .toList());
        return IntStream.range(0, samples.size())
                .mapToObj(i -> dynamicTest(
                        samples.get(i).name(),
                        () -> samples.get(i)
                                .complaint()
                                .ifPresentOrElse(
                                        complaint -> assertRefused(verdicts.get(i), complaint),
                                        () -> assertAccepted(verdicts.get(i)))));
    }

    private static void assertAccepted(Verdict verdict) {
        if (!verdict.valid()) {
            fail("cloud-init does not call this a valid schema. It says:\n" + verdict.output());
        }
    }

    private static void assertRefused(Verdict verdict, String complaint) {
        assertThat(verdict.valid()).as(verdict.output()).isFalse();
        assertThat(verdict.output()).containsPattern(complaint);
    }
}
