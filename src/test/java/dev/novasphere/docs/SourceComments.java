package dev.novasphere.docs;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc of a type's methods and constants, which is not there at run time: the compiler reads the source. */
final class SourceComments extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees trees;
    private final Map<String, String> comments = new HashMap<>();

    private SourceComments(DocTrees trees) {
        this.trees = trees;
    }

    /** Markdown by the name of the member; one of a nested type is {@code Nested.member}. */
    static Map<String, String> of(Class<?> type) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var units = files.getJavaFileObjects(file(type));
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null, units);
            var scanner = new SourceComments(DocTrees.instance(task));
            scanner.scan(task.parse(), null);
            return scanner.comments;
        } catch (IOException e) {
            throw new UncheckedIOException("The source of " + type.getName() + " cannot be read.", e);
        }
    }

    /** The source of a type. */
    static Path file(Class<?> type) {
        return Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
        remember(method.getName().toString());
        return super.visitMethod(method, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree constant, @Nullable Void unused) {
        remember(constant.getName().toString());
        return super.visitVariable(constant, null);
    }

    private void remember(String member) {
        var comment = trees.getDocComment(getCurrentPath());
        if (comment != null) {
            comments.put(nesting() + member, markdown(comment));
        }
    }

    /** The nested type that is being read, with a dot; empty in the outermost. */
    private String nesting() {
        var type = getCurrentPath().getParentPath();
        var isOutermost = type.getParentPath().getLeaf() instanceof CompilationUnitTree;
        return isOutermost ? "" : ((ClassTree) type.getLeaf()).getSimpleName() + ".";
    }

    private static String markdown(String comment) {
        return comment.replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replaceAll("\\{@link ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
