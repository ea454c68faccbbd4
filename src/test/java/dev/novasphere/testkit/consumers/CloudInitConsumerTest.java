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
        var batch = new Batch(documents);
        return IntStream.range(0, names.size())
                .mapToObj(i -> dynamicTest(names.get(i), () -> {
                    assertAccepted(batch.verdict(i));
                    assertThat(batch.verdict(i).output()).doesNotContainIgnoringCase("deprecat");
                }));
    }

    private static Stream<DynamicTest> samples(String folder, Kind kind) throws Exception {
        var samples = Samples.of(folder);
        var batch = new Batch(samples.stream()
                .map(sample -> new Document(kind, sample.text()))
                .toList());
        return IntStream.range(0, samples.size())
                .mapToObj(i -> dynamicTest(samples.get(i).name(), () -> {
                    var verdict = batch.verdict(i);
                    samples.get(i)
                            .complaint()
                            .ifPresentOrElse(
                                    complaint -> assertRefused(verdict, complaint), () -> assertAccepted(verdict));
                }));
    }

    /** Documents that are checked together when the first verdict is asked for, so that each test can be skipped. */
    private static final class Batch {

        private final List<Document> documents;
        private List<Verdict> verdicts = List.of();

        Batch(List<Document> documents) {
            this.documents = documents;
        }

        Verdict verdict(int number) throws Exception {
            if (verdicts.isEmpty()) {
                verdicts = CloudInitSchema.checkAll(documents);
            }
            return verdicts.get(number);
        }
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
