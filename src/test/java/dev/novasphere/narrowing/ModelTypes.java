package dev.novasphere.narrowing;

import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What JSON makes objects of: everything that can be reached from some classes over their fields, the arguments of generic
 * types, supertypes, which may hold the annotations of a method, and the classes that Jackson's annotations name, because
 * Jackson makes objects of those, too.
 */
final class ModelTypes {
    private ModelTypes() {}

    /** The classes themselves and all that they lead to, by name. */
    static List<Class<?>> reachableFrom(Collection<? extends Class<?>> roots) {
        var reached = new HashSet<Class<?>>();
        var open = new ArrayDeque<Class<?>>(roots);
        while (!open.isEmpty()) {
            var type = open.remove();
            if (isModel(type) && reached.add(type)) {
                neighbours(type).forEach(open::add);
            }
        }
        return reached.stream().sorted(Comparator.comparing(Class::getName)).toList();
    }

    /** Builders and what belongs to them are for code, not for JSON. */
    static boolean isBuilder(String name) {
        return name.matches(".*(Builder|Fluent|Nested)(\\$.*)?");
    }

    private static boolean isModel(Class<?> type) {
        var name = type.getName();
        return (name.startsWith("io.fabric8.") || name.startsWith("dev.novasphere."))
                && !type.isAnnotation()
                && !isBuilder(name);
    }

    private static Stream<Class<?>> neighbours(Class<?> type) {
        if (JsonSerializer.class.isAssignableFrom(type) || JsonDeserializer.class.isAssignableFrom(type)) {
            return Stream.empty(); // Made, but not looked into.
        }
        var fields = Stream.of(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()));
        return Stream.of(
                        classes(type.getGenericSuperclass()),
                        Stream.of(type.getInterfaces()),
                        fields.map(Field::getGenericType).flatMap(ModelTypes::classes),
                        elements(type).flatMap(ModelTypes::namedByJackson))
                .flatMap(each -> each);
    }

    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Stream.of(new AnnotatedElement[] {type}, type.getDeclaredFields(), type.getDeclaredMethods())
                .flatMap(Stream::of);
    }

    private static Stream<Class<?>> classes(@Nullable Type type) {
        return switch (type) {
            case null -> Stream.empty();
            case Class<?> array when array.isArray() -> classes(array.getComponentType());
            case Class<?> plain -> Stream.of(plain);
            case ParameterizedType generic ->
                Stream.concat(
                        classes(generic.getRawType()),
                        Stream.of(generic.getActualTypeArguments()).flatMap(ModelTypes::classes));
            case GenericArrayType array -> classes(array.getGenericComponentType());
            case WildcardType any -> Stream.of(any.getUpperBounds()).flatMap(ModelTypes::classes);
            default -> Stream.empty();
        };
    }

    private static Stream<Class<?>> namedByJackson(AnnotatedElement element) {
        return Stream.of(element.getAnnotations())
                .filter(annotation -> annotation.annotationType().getName().startsWith("com.fasterxml.jackson."))
                .flatMap(annotation -> Stream.of(annotation.annotationType().getDeclaredMethods())
                        .map(member -> value(annotation, member)))
                .filter(Class.class::isInstance)
                .map(value -> (Class<?>) value);
    }

    private static Object value(Annotation annotation, Method member) {
        try {
            return member.invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(annotation + " cannot be read.", e);
        }
    }
}
