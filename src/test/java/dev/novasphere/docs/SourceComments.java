package dev.novasphere.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The Javadoc of a source file's members, which is not there at run time. */
final class SourceComments {
    private static final Path ROOT = Path.of("src/main/java");
    /** A comment, annotations, perhaps a type, and the name that is followed by parameters or ends a constant. */
    private static final Pattern DOCUMENTED = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\([^)]*\\))?\\s*)*(?:[\\w<>, ]+\\s)?(\\w+)\\s*(?:\\(|[,;}])",
            Pattern.DOTALL);

    private SourceComments() {}

    /** Markdown by the name of the member, in the order of the file. */
    static Map<String, String> of(Class<?> type) {
        var comments = new LinkedHashMap<String, String>();
        DOCUMENTED
                .matcher(text(type))
                .results()
                .forEach(found -> comments.putIfAbsent(found.group(2), markdown(found.group(1))));
        return comments;
    }

    /** The text of a source file. */
    static String text(Class<?> type) {
        var file = ROOT.resolve(type.getName().replace('.', '/') + ".java");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the source " + file + ".", e);
        }
    }

    private static String markdown(String comment) {
        return comment.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
