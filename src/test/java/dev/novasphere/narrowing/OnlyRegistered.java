package dev.novasphere.narrowing;

import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.HandlerInstantiator;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON as the native executable sees it: a class that is not registered has no constructor, no method and no field. Such an
 * object is written as {@code {}} without a word, which is why this has to be tried.
 */
final class OnlyRegistered {
    private OnlyRegistered() {}

    /** A mapper as Quarkus makes it, to which only these classes have members. */
    static ObjectMapper mapper(Collection<Class<?>> types) {
        var registered = Set.copyOf(types);
        var mapper = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
        mapper.setAnnotationIntrospector(new Members(registered));
        mapper.setHandlerInstantiator(new Instances(registered));
        return mapper;
    }

    private static boolean isHidden(Class<?> type, Set<Class<?>> registered) {
        var name = type.getName();
        return (name.startsWith("io.fabric8.") || name.startsWith("dev.novasphere.")) && !registered.contains(type);
    }

    private static final class Members extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        private final transient Set<Class<?>> registered;

        Members(Set<Class<?>> registered) {
            this.registered = registered;
        }

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return isHidden(member.getDeclaringClass(), registered)
                    || (member instanceof AnnotatedMethod method && isLeftOut(method))
                    || super.hasIgnoreMarker(member);
        }

        private static boolean isLeftOut(AnnotatedMethod method) {
            return method.getDeclaringClass().getName().startsWith("io.fabric8.")
                    && !ReflectionList.isForJson(method.getAnnotated());
        }
    }

    /** What annotations name is made by reflection. Null leaves the making to Jackson. */
    private static final class Instances extends HandlerInstantiator {
        private final Set<Class<?>> registered;

        Instances(Set<Class<?>> registered) {
            this.registered = registered;
        }

        @Override
        public @Nullable JsonDeserializer<?> deserializerInstance(
                DeserializationConfig config, Annotated annotated, Class<?> type) {
            requireConstructor(type);
            return null;
        }

        @Override
        public @Nullable KeyDeserializer keyDeserializerInstance(
                DeserializationConfig config, Annotated annotated, Class<?> type) {
            requireConstructor(type);
            return null;
        }

        @Override
        public @Nullable JsonSerializer<?> serializerInstance(
                SerializationConfig config, Annotated annotated, Class<?> type) {
            requireConstructor(type);
            return null;
        }

        @Override
        public @Nullable TypeResolverBuilder<?> typeResolverBuilderInstance(
                MapperConfig<?> config, Annotated annotated, Class<?> type) {
            requireConstructor(type);
            return null;
        }

        @Override
        public @Nullable TypeIdResolver typeIdResolverInstance(
                MapperConfig<?> config, Annotated annotated, Class<?> type) {
            requireConstructor(type);
            return null;
        }

        @Override
        public @Nullable Object includeFilterInstance(
                SerializationConfig config, BeanPropertyDefinition property, Class<?> type) {
            requireConstructor(type);
            return null;
        }

        private void requireConstructor(Class<?> type) {
            if (isHidden(type, registered)) {
                throw new IllegalStateException(type + " has no constructor: it is not registered.");
            }
        }
    }
}
