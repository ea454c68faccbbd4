package dev.novasphere.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever reads the guides in Chinese reads the same: the same parts, and the same commands to copy. */
class TranslationsTest {

    @TestFactory
    Stream<DynamicTest> everyGuideIsThereInChinese() {
        return Page.translated().stream().map(page -> DynamicTest.dynamicTest(page.name(), () -> check(page)));
    }

    private static void check(Page english) {
        assertThat(english.chinese()).exists();
        var chinese = Page.of(english.chinese());
        assertThat(chinese.headingLevels()).as("levels of the headings").isEqualTo(english.headingLevels());
        assertThat(code(chinese)).as("code").isEqualTo(code(english));
    }

    @Test
    void everyChinesePageTranslatesOne() {
        var translations = Page.translated().stream().map(Page::chinese).toList();
        assertThat(Page.all())
                .extracting(Page::file)
                .filteredOn(file -> file.toString().contains("zh-CN"))
                .allMatch(Files::exists)
                .isSubsetOf(translations);
    }

    /** Comments may be translated, and the words in a picture. */
    private static List<String> code(Page page) {
        return page.blocks().stream()
                .map(block -> block.text().contains("──")
                        ? "a picture"
                        : block.text().replaceAll("(?m)(^|\\s+)# .*$", "").strip())
                .toList();
    }
}
