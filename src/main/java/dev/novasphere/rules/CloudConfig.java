package dev.novasphere.rules;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** A user's cloud-config document, as far as we look into it. Its values are never repeated: they may be secret. */
sealed interface CloudConfig {
    String UNRESOLVED = "it is too deep, has too many aliases, or holds a number or date that cannot be resolved";

    /**
     * One mapping, as cloud-init wants it.
     *
     * @param keys its top-level keys
     */
    record Mapping(Set<String> keys) implements CloudConfig {}

    /**
     * Anything else.
     *
     * @param where the place in the document
     * @param why what is wrong there
     */
    record Unreadable(String where, String why) implements CloudConfig {}

    /** Reads a document with YAML's plain types only, as cloud-init does: no tag can name a class or a Python object. */
    static CloudConfig of(String text) {
        try {
            var documents = new ArrayList<@Nullable Object>();
            parser().loadAll(text).forEach(documents::add);
            return documents.size() == 1 ? of(documents.getFirst()) : severalDocuments(documents.size());
        } catch (MarkedYAMLException e) {
            return unreadable(e);
        } catch (RuntimeException e) { // Limits are plain YAMLExceptions; numbers and dates throw what they like.
            return new Unreadable("somewhere", UNRESOLVED);
        }
    }

    private static CloudConfig of(@Nullable Object document) {
        return document instanceof Map<?, ?> map
                ? new Mapping(map.keySet().stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet()))
                : new Unreadable("the top level", "it is not a mapping of keys to values");
    }

    private static CloudConfig severalDocuments(int count) {
        return new Unreadable("the separator \"---\"", "it holds %d documents, of which one is read".formatted(count));
    }

    private static CloudConfig unreadable(MarkedYAMLException e) {
        var mark = e.getProblemMark();
        var where =
                mark == null ? "somewhere" : "line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
        return new Unreadable(where, String.valueOf(e.getProblem()));
    }

    private static Yaml parser() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setNestingDepthLimit(50); // Deeper than any cloud-config; more is meant to exhaust a reader's stack.
        options.setMaxAliasesForCollections(50); // More than people write; a bomb of aliases needs many.
        return new Yaml(new SafeConstructor(options));
    }
}
