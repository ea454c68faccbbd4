package dev.novasphere.nodenetwork;

import java.util.List;
import java.util.stream.Collectors;

/** Nodes, or machines, as a sentence names them: the first few, for nobody reads a hundred. */
final class NodeList {
    private static final int NAMED = 3;

    private NodeList() {}

    static String of(List<String> nodes) {
        var first = nodes.stream().limit(NAMED).collect(Collectors.joining(", "));
        return nodes.size() <= NAMED ? first : "%s, and %d more".formatted(first, nodes.size() - NAMED);
    }
}
