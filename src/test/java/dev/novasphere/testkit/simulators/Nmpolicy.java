package dev.novasphere.testkit.simulators;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small part of nmpolicy: what is looked up on a node before a desired state is made for it. Played are a filter of a
 * list by one field ({@code interfaces.name=="ens1"}, {@code routes.running.next-hop-interface=="ens1"}, the right side may
 * be a reference), a part as it is ({@code dns-resolver.running}), a replacement in what was captured ({@code capture.a | routes.running.next-hop-interface:="br0"}), and
 * references that make up a whole value of the desired state. Anything else fails the policy.
 */
final class Nmpolicy {

    /** What a policy becomes on one node; the captured states are kept and used again, as upstream does. */
    record Generated(Tree desired, Map<String, Object> captured) {}

    /** A capture or a reference that does not work out. */
    static final class Failure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message);
        }
    }

    private static final Pattern FILTER =
            Pattern.compile("\\s*(interfaces|routes\\.(?:running|config))\\.([\\w-]+)\\s*==\\s*(.+?)\\s*");
    private static final Pattern REPLACE = Pattern.compile(
            "\\s*capture\\.([\\w-]+)\\s*\\|\\s*(interfaces|routes\\.(?:running|config))\\.([\\w-]+)\\s*:=\\s*(.+?)\\s*");
    private static final Pattern PATH = Pattern.compile("[\\w-]+(\\.[\\w-]+)*");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");
    private static final Pattern REFERENCE = Pattern.compile("\\{\\{\\s*(capture\\.[\\w.-]+)\\s*}}");

    private final Map<String, Object> expressions;
    private final Tree current;
    private final Map<String, Tree> captured = new LinkedHashMap<>();
    private final Map<String, Boolean> underWay = new HashMap<>();

    private Nmpolicy(Tree spec, Tree current, Tree cached) {
        this.expressions = spec.at("capture").map();
        this.current = current;
        cached.map().keySet().stream()
                .filter(expressions::containsKey)
                .forEach(name -> captured.put(name, cached.at(name, "state")));
    }

    /**
     * The desired state of a policy for a node.
     *
     * @param cached what was captured for this enactment before
     */
    static Generated generate(Tree spec, Tree current, Tree cached) {
        var policy = new Nmpolicy(spec, current, cached);
        policy.expressions.keySet().forEach(policy::state);
        var desired = Tree.empty()
                .put("root", policy.resolved(spec.at("desiredState").copy().map()));
        var kept = new LinkedHashMap<String, Object>();
        policy.captured.forEach(
                (name, state) -> kept.put(name, Map.of("state", state.copy().map())));
        return new Generated(HostPorts.defaultFilter(desired.copy().at("root")).copy(), kept);
    }

    private Tree state(String name) {
        var known = captured.get(name);
        if (known != null) {
            return known;
        }
        if (!expressions.containsKey(name) || underWay.put(name, true) != null) {
            throw new Failure(
                    "failed to resolve capture expression, err: capture entry '%s' not found".formatted(name));
        }
        var state = evaluate(String.valueOf(expressions.get(name)));
        captured.put(name, state);
        return state;
    }

    private Tree evaluate(String expression) {
        var filter = FILTER.matcher(expression);
        if (filter.matches()) {
            var wanted = value(filter.group(3));
            var found = current.items(filter.group(1).split("\\.")).stream()
                    .filter(item -> item.is(wanted, filter.group(2)))
                    .map(item -> item.copy().map())
                    .toList();
            return listed(filter.group(1), found);
        }
        var replace = REPLACE.matcher(expression);
        if (replace.matches()) {
            var value = value(replace.group(4));
            var changed = state(replace.group(1)).items(replace.group(2).split("\\.")).stream()
                    .map(item -> item.copy().put(replace.group(3), value).map())
                    .toList();
            return listed(replace.group(2), changed);
        }
        if (PATH.matcher(expression.strip()).matches()) {
            return whole(List.of(expression.strip().split("\\.")));
        }
        throw new Failure(
                "failed to resolve capture expression, err: the simulator does not play \"%s\"".formatted(expression));
    }

    private Tree whole(List<String> path) {
        var found = current.at(path.toArray(String[]::new)).copy();
        if (found.map().isEmpty()) {
            throw new Failure("failed to resolve capture expression, err: step '%s' not found".formatted(path.getLast()));
        }
        var state = Tree.empty();
        state.make(path.subList(0, path.size() - 1).toArray(String[]::new)).put(path.getLast(), found.map());
        return state;
    }

    private static Tree listed(String path, List<Map<String, Object>> items) {
        var dot = path.indexOf('.');
        var state = Tree.empty();
        if (dot < 0) {
            return state.put(path, items);
        }
        state.make(path.substring(0, dot)).put(path.substring(dot + 1), items);
        return state;
    }

    private String value(String text) {
        var quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        }
        if (text.startsWith("capture.")) {
            return String.valueOf(referred(text));
        }
        throw new Failure(
                "failed to resolve capture expression, err: the simulator does not play \"%s\"".formatted(text));
    }

    private Object referred(String path) {
        var steps = List.of(path.split("\\."));
        @Nullable Object here = state(steps.get(1)).map();
        for (var step : steps.subList(2, steps.size())) {
            here = here instanceof List<?> list && step.matches("\\d+")
                    ? list.stream().skip(Integer.parseInt(step)).findFirst().orElse(null)
                    : here instanceof Map<?, ?> map ? map.get(step) : null;
            if (here == null) {
                throw new Failure("failed to resolve path %s: step '%s' not found".formatted(path, step));
            }
        }
        return here;
    }

    private Object resolved(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<String, Object>();
                map.forEach((name, child) -> all.put(String.valueOf(name), resolved(child)));
                yield all;
            }
            case List<?> list -> list.stream().map(this::resolved).toList();
            case String text
            when text.contains("{{") -> {
                var reference = REFERENCE.matcher(text.strip());
                if (!reference.matches()) {
                    throw new Failure(
                            "the simulator plays references that are a whole value, not \"%s\"".formatted(text));
                }
                yield referred(reference.group(1));
            }
            default -> value;
        };
    }
}
