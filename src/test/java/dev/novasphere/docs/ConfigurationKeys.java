package dev.novasphere.docs;

import dev.novasphere.OperatorConfig;
import io.smallrye.config.ConfigMappingInterface.Property;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.common.utils.StringUtil;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of the configuration's keys, from {@link OperatorConfig} as the framework understands it. */
final class ConfigurationKeys {
    /**
     * One key.
     *
     * @param name with dots and hyphens; {@code *} stands for the key of a map
     * @param type for people
     * @param preset the default; empty for none
     * @param meaning from the Javadoc
     */
    record Key(String name, String type, String preset, String meaning) {
        /** The environment variable; {@code <ALIAS>} stands for the key of a map. */
        String variable() {
            return StringUtil.replaceNonAlphanumericByUnderscores(name.replace(".*", ""))
                            .toUpperCase(Locale.ROOT)
                    + (isMap() ? "_<ALIAS>" : "");
        }

        boolean isMap() {
            return name.endsWith(".*");
        }
    }

    private ConfigurationKeys() {}

    /** Every key, in the order of its name. */
    static List<Key> all() {
        var comments = SourceComments.of(OperatorConfig.class);
        var keys = new ArrayList<Key>();
        ConfigMappings.getProperties(ConfigClass.configClass(OperatorConfig.class))
                .forEach((name, property) -> {
                    if (!property.isGroup() && !name.endsWith("[*]")) { // A list is named with and without an index.
                        keys.add(key(name, property, comments));
                    }
                });
        keys.sort(Comparator.comparing(Key::name));
        return keys;
    }

    static String table() {
        return Markdown.table(
                List.of("Key", "Environment variable", "Type", "Default", "Meaning"),
                all().stream().map(ConfigurationKeys::row).toList());
    }

    private static List<String> row(Key key) {
        return List.of(
                Markdown.code(key.name().replace("*", "<alias>")),
                Markdown.code(key.variable()),
                key.type(),
                key.preset().isEmpty() ? "none" : Markdown.code(key.preset()),
                key.meaning());
    }

    private static Key key(String name, Property property, Map<String, String> comments) {
        return new Key(
                name,
                type(property.getMethod()),
                property.hasDefaultValue() ? property.getDefaultValue() : "",
                comments.getOrDefault(member(property.getMethod()), ""));
    }

    private static String member(Method method) {
        var type = method.getDeclaringClass();
        return (type == OperatorConfig.class ? "" : type.getSimpleName() + ".") + method.getName();
    }

    /** Of an optional value the type of the value. */
    private static String type(Method method) {
        var type = method.getGenericReturnType().getTypeName();
        if (type.contains("java.util.List<")) {
            return "list";
        }
        if (type.contains("java.lang.Boolean")) {
            return "boolean";
        }
        if (type.contains("java.time.Duration")) {
            return "duration";
        }
        return method.getReturnType().isPrimitive() ? type : "text";
    }
}
