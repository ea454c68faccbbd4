package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every link to a file or to a heading of this repository leads somewhere. */
class LinksTest {

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsSomewhere() {
        return Page.all().stream().map(page -> DynamicTest.dynamicTest(page.name(), () -> check(page)));
    }

    private static void check(Page page) {
        assertThat(page.links())
                .filteredOn(link -> !link.matches("[a-z]+:.*"))
                .allSatisfy(link -> assertThat(leadsSomewhere(page, link))
                        .as("a file and heading behind the link %s", link)
                        .isTrue());
    }

    private static boolean leadsSomewhere(Page page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page.file() : sibling(page, parts[0]);
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || Page.of(target).anchors().contains(parts[1]);
    }

    private static Path sibling(Page page, String link) {
        var folder = page.file().getParent();
        return (folder == null ? Path.of(link) : folder.resolve(link)).normalize();
    }
}
