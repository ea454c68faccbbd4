package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The untyped body of a foreign object, read and written by path. What is absent reads as empty. */
record Tree(Map<String, Object> map) {

    static Tree empty() {
        return new Tree(new LinkedHashMap<>());
    }

    /** What a text of YAML says; in a text that begins with a brace the reader would expect JSON. */
    @SuppressWarnings("unchecked")
    static Tree ofYaml(String yaml) {
        return new Tree(Serialization.unmarshal("---\n" + yaml, LinkedHashMap.class));
    }

    static Tree of(GenericKubernetesResource resource) {
        return new Tree(resource.getAdditionalProperties());
    }

    @SuppressWarnings("unchecked")
    private static Tree of(Object value) {
        return new Tree((Map<String, Object>) value);
    }

    /** The subtree at a path; an empty one, not attached, where there is none. */
    Tree at(String... path) {
        var here = this;
        for (var name : path) {
            here = here.map.get(name) instanceof Map<?, ?> child ? of(child) : empty();
        }
        return here;
    }

    /** The subtree at a path, made where there is none. */
    Tree make(String... path) {
        var here = this;
        for (var name : path) {
            here = of(here.map.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()));
        }
        return here;
    }

    Optional<Object> value(String... path) {
        var parent = at(java.util.Arrays.copyOf(path, path.length - 1));
        return Optional.ofNullable(parent.map.get(path[path.length - 1]));
    }

    Optional<String> text(String... path) {
        return value(path).map(Object::toString);
    }

    boolean has(String... path) {
        return value(path).isPresent();
    }

    boolean is(String expected, String... path) {
        return text(path).filter(expected::equals).isPresent();
    }

    int number(int otherwise, String... path) {
        return value(path).map(v -> ((Number) v).intValue()).orElse(otherwise);
    }

    List<Tree> items(String... path) {
        return value(path)
                .map(list -> ((List<?>) list).stream().map(Tree::of).toList())
                .orElse(List.of());
    }

    /** The texts of a list; none where there is no list. */
    List<String> texts(String... path) {
        return value(path)
                .map(list -> ((List<?>) list).stream().map(Object::toString).toList())
                .orElse(List.of());
    }

    Tree put(String name, Object value) {
        map.put(name, value);
        return this;
    }

    Tree without(String name) {
        map.remove(name);
        return this;
    }

    Tree copy() {
        return of(Serialization.clone(map));
    }
}
