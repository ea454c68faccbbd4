package dev.novasphere.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One page of the documentation.
 *
 * @param file relative to the root of the repository
 * @param text Markdown
 */
record Page(Path file, String text) {
    private static final Path ROOT = Path.of("");
    private static final Path DOCS = Path.of("docs");
    private static final Path CHARTS = Path.of("helm");
    private static final Path CHINESE = DOCS.resolve("zh-CN");
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^( *)```([^\\n`]*)\\n(.*?)^ *```\\s*$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) +(.+?) *$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    /**
     * A fenced block.
     *
     * @param info what stands behind the opening fence
     * @param text without the fences
     */
    record Block(String info, String text) {
        boolean is(String... languages) {
            return List.of(languages).contains(info.split(" ", 2)[0]);
        }
    }

    /** Every page of the repository that users read. */
    static List<Page> all() {
        var pages = new ArrayList<>(in(DOCS));
        pages.addAll(in(CHARTS));
        try (var files = Files.list(ROOT)) {
            files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::of)
                    .forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The pages in the root cannot be listed.", e);
        }
        return pages;
    }

    /** The pages of the reference, those of the charts among them. */
    static List<Page> reference() {
        return Stream.concat(in(DOCS.resolve("reference")).stream(), in(CHARTS).stream())
                .toList();
    }

    /** The pages that exist in English and in Chinese: the read-me, the index and all guides. */
    static List<Page> translated() {
        return all().stream().filter(Page::isTranslated).toList();
    }

    private static List<Page> in(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The pages in " + folder + " cannot be listed.", e);
        }
    }

    static Page of(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The page " + file + " cannot be read.", e);
        }
    }

    String name() {
        return file.toString();
    }

    private boolean isTranslated() {
        return Stream.of(
                                "README.md",
                                "docs/README.md",
                                "docs/tutorial.md",
                                "docs/installation.md",
                                "docs/performance.md")
                        .anyMatch(name()::equals)
                || file.startsWith(DOCS.resolve("how-to"))
                || file.startsWith(DOCS.resolve("explanation"));
    }

    /** The file that holds the same in Chinese. */
    Path chinese() {
        return file.startsWith(DOCS) ? CHINESE.resolve(DOCS.relativize(file)) : Path.of("README.zh-CN.md");
    }

    List<Block> blocks() {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(2).strip(), found.group(3).stripIndent()))
                .toList();
    }

    /** The text without its fenced blocks. */
    String prose() {
        return BLOCK.matcher(text).replaceAll("");
    }

    /** Its fenced blocks, and its code in running text, each on a line. */
    String code() {
        return Stream.concat(
                        blocks().stream().map(Block::text),
                        CODE.matcher(prose()).results().map(found -> found.group(1)))
                .collect(Collectors.joining("\n"));
    }

    /** The level of each heading, in order. */
    List<Integer> headingLevels() {
        return HEADING.matcher(prose())
                .results()
                .map(heading -> heading.group(1).length())
                .toList();
    }

    /** The anchors of its headings; a heading that comes again gets a number. */
    Set<String> anchors() {
        var anchors = new HashSet<String>();
        Map<String, Integer> seen = new HashMap<>();
        HEADING.matcher(prose()).results().forEach(heading -> {
            var anchor = Markdown.anchor(heading.group(2));
            var count = seen.merge(anchor, 1, Integer::sum);
            anchors.add(count == 1 ? anchor : anchor + "-" + (count - 1));
        });
        return anchors;
    }

    /** Where its links lead, as written. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }
}
