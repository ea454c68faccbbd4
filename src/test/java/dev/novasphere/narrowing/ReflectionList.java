package dev.novasphere.narrowing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** GraalVM's reflect-config.json: what the executable may make and call by name. */
final class ReflectionList {
    /** Whatever of these Quarkus has registered, the model types decide. */
    private static final Pattern MODEL = Pattern.compile(
            "io\\.fabric8\\.(kubernetes\\.api|openshift|knative)\\..*|dev\\.novasphere\\.(api|external)\\..*");
    /** Made by name, and called through their interfaces: each method registered would keep a corner of the API alive. */
    private static final Set<String> CLIENTS = Set.of(
            "io.fabric8.kubernetes.client.impl.KubernetesClientImpl",
            "io.fabric8.kubernetes.client.DefaultKubernetesClient");
    /** JSON needs none of them, and the first two would keep the builders alive, and those their whole family. */
    private static final Set<String> NOT_FOR_JSON =
            Set.of("edit", "toBuilder", "equals", "hashCode", "toString", "canEqual");

    private ReflectionList() {}

    /** The same list with these classes of the model, and no others. */
    static ArrayNode narrowed(ArrayNode list, Collection<Class<?>> types) {
        var names = types.stream().map(Class::getName).collect(Collectors.toSet());
        var kept = JsonNodeFactory.instance.arrayNode();
        for (var entry : list) {
            var name = entry.path("name").asText();
            if (CLIENTS.contains(name)) {
                kept.add(constructors(name));
            } else if (!names.contains(name) && !isSuperfluous(name)) {
                kept.add(entry);
            }
        }
        types.forEach(type -> kept.add(entry(type)));
        return kept;
    }

    /** Whether Jackson calls the method; the others are left out of the list. */
    static boolean isForJson(Method method) {
        return !NOT_FOR_JSON.contains(method.getName())
                && !ModelTypes.isBuilder(method.getReturnType().getName());
    }

    private static boolean isSuperfluous(String name) {
        return MODEL.matcher(name).matches() || (name.startsWith("io.fabric8.") && ModelTypes.isBuilder(name));
    }

    private static JsonNode entry(Class<?> type) {
        var entry = constructors(type.getName()).put("allDeclaredFields", true);
        if (type.isRecord()) { // Its components are known only where every accessor is.
            return entry.put("allDeclaredMethods", true);
        }
        var methods = entry.putArray("methods");
        Stream.of(type.getDeclaredMethods()).filter(ReflectionList::isForJson).forEach(method -> {
            var parameters = methods.addObject().put("name", method.getName()).putArray("parameterTypes");
            Stream.of(method.getParameterTypes()).forEach(parameter -> parameters.add(parameter.getTypeName()));
        });
        return entry;
    }

    private static ObjectNode constructors(String name) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("allDeclaredConstructors", true);
    }
}
