package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.nodenetwork.NodeNetworkReason;
import dev.novasphere.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names that the code writes into a cluster, and that people therefore meet there, stand in the reference. */
class PublicNamesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern KEY = Pattern.compile("\"(vm\\.novasphere\\.dev/[a-z-]+)\"");
    private static final Pattern NOTE = Pattern.compile("(?:note|Announcement)\\(\\s*(?:false,\\s*)?\"([A-Z]\\w+)\"");

    @Test
    void everyLabelAnnotationAndFinalizerIsExplained() throws IOException {
        var page = Page.of(Path.of("docs/reference/objects.md")).text();
        assertThat(named(KEY))
                .hasSizeGreaterThan(5)
                .allSatisfy(key -> assertThat(page).contains(Markdown.code(key)));
    }

    @Test
    void everyReasonOfAnEventIsExplained() throws IOException {
        var page = Page.of(Path.of("docs/reference/conditions.md")).text();
        assertThat(named(NOTE))
                .hasSizeGreaterThan(3)
                .allSatisfy(reason -> assertThat(page).contains(Markdown.code(reason)));
    }

    /** Whoever meets a reason finds what to do, in either language. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/how-to/troubleshooting.md", "docs/zh-CN/how-to/troubleshooting.md"})
    void everyReasonHasItsCure(Path file) {
        var page = Page.of(file).text();
        assertThat(Reason.values())
                .allSatisfy(reason -> assertThat(page).contains("\n| %s |".formatted(Markdown.code(reason.name()))));
    }

    /** The same for the reasons of a NodeNetwork, as far as somebody has to do something. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/how-to/node-networks.md", "docs/zh-CN/how-to/node-networks.md"})
    void everyFaultOfANodeNetworkHasItsCure(Path file) {
        var page = Page.of(file).text();
        assertThat(NodeNetworkReason.values())
                .filteredOn(NodeNetworkReason::isFault)
                .allSatisfy(reason -> assertThat(page).contains(Markdown.code(reason.name())));
    }

    private static Set<String> named(Pattern pattern) throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
            }
        }
        return names;
    }
}
