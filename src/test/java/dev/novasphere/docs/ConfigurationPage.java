package dev.novasphere.docs;

import dev.novasphere.OperatorConfig;
import io.smallrye.config.WithDefault;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The reference page of the configuration keys, from {@link OperatorConfig}. */
final class ConfigurationPage {
    /**
     * One key.
     *
     * @param name with dots and hyphens
     * @param type for people
     * @param preset the default; empty: none
     * @param description from the Javadoc
     */
    record Key(String name, String type, Optional<String> preset, String description) {
        /** SmallRye Config's rule: everything but letters and digits becomes an underscore. */
        String variable() {
            return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        }
    }

    private ConfigurationPage() {}

    /** Every key, in the order of its name. */
    static List<Key> keys() {
        var keys = new ArrayList<Key>();
        collect("novasphere", OperatorConfig.class, keys);
        keys.sort(Comparator.comparing(Key::name));
        return keys;
    }

    static String text() {
        return """
                # Configuration of the operator

                Every key is given to the operator as an environment variable, as a system property or in a file \
                `config/application.properties` of its working folder. On a cluster, set the variable on the Deployment:

                ```
                kubectl set env deployment/novasphere-operator --namespace novasphere-system NOVASPHERE_DEFAULT_BRIDGE=br-mgmt
                ```

                A later `make deploy` leaves such a variable in place. A list is written with commas between its \
                entries.

                """
                + Markdown.table(
                        List.of("Key", "Environment variable", "Type", "Default", "Meaning"),
                        keys().stream().map(ConfigurationPage::row).toList())
                + """

                `<alias>` stands for the alias in lower case, in the environment variable in capitals: with \
                `NOVASPHERE_STORAGE_CLASS_ALIASES_FAST=longhorn` a disk may say `storageClassName: fast`.

                `NOVASPHERE_LOG_JSON=true` makes each line of the log one JSON object. Keys of Quarkus itself work as \
                well; `QUARKUS_HTTP_PORT` (default 8080) moves the port with `/q/health` and `/q/metrics`.
                """;
    }

    private static List<String> row(Key key) {
        return List.of(
                Markdown.code(key.name()),
                Markdown.code(key.variable().replace("_ALIAS_", "<ALIAS>").replace("ALIASES<", "ALIASES_<")),
                key.type(),
                key.preset().map(Markdown::code).orElse("none"),
                key.description());
    }

    private static void collect(String prefix, Class<?> mapping, List<Key> keys) {
        var comments = SourceComments.of(OperatorConfig.class);
        Arrays.stream(mapping.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .forEach(method -> {
                    var name = prefix + "." + hyphens(method.getName());
                    if (method.getReturnType().isInterface()
                            && method.getReturnType().getEnclosingClass() == OperatorConfig.class) {
                        collect(name, method.getReturnType(), keys);
                    } else {
                        keys.add(key(name, method, String.valueOf(comments.get(method.getName()))));
                    }
                });
    }

    private static Key key(String name, Method method, String description) {
        var preset =
                Optional.ofNullable(method.getAnnotation(WithDefault.class)).map(WithDefault::value);
        var isMap = method.getReturnType() == Map.class;
        return new Key(isMap ? name + ".<alias>" : name, type(method), preset, description);
    }

    private static String type(Method method) {
        var type = method.getGenericReturnType();
        if (method.getReturnType() == List.class) {
            return "list of text";
        }
        if (type instanceof ParameterizedType || type == String.class) {
            return "text";
        }
        return type.getTypeName();
    }

    private static String hyphens(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
