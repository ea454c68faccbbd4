package dev.novasphere.narrowing;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.APIVersions;
import io.fabric8.kubernetes.api.model.AnyType;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.CreateOptions;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.GetOptions;
import io.fabric8.kubernetes.api.model.KubernetesList;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.api.model.PatchOptions;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.UpdateOptions;
import io.fabric8.kubernetes.api.model.WatchEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The classes of the model that the operator itself names, found in its own byte code, so that a kind that somebody begins
 * to use is registered by being used; and the few that client and framework send and read on its behalf.
 */
final class Roots {
    /** A class of the model, wherever it stands in a class file: as a class, in a descriptor, or as a type's argument. */
    private static final Pattern NAME =
            Pattern.compile("(?:io/fabric8/kubernetes/api/model|dev/novasphere/(?:api|external))/[A-Za-z0-9_/$]+");

    private static final List<Class<?>> BY_CLIENT_AND_FRAMEWORK = List.of(
            // Answers to any request, and the frame of what a watch delivers.
            Status.class,
            WatchEvent.class,
            KubernetesList.class,
            DefaultKubernetesResourceList.class,
            GenericKubernetesResource.class,
            GenericKubernetesResourceList.class,
            // What stands where anything may stand.
            AnyType.class,
            // Bodies and query parameters of requests.
            CreateOptions.class,
            DeleteOptions.class,
            GetOptions.class,
            ListOptions.class,
            PatchOptions.class,
            UpdateOptions.class,
            // Whether a kind is installed.
            APIGroup.class,
            APIGroupList.class,
            APIResourceList.class,
            APIVersions.class,
            // A kubeconfig, where the operator runs outside a cluster.
            Config.class,
            NamedContext.class);

    private Roots() {}

    /** The roots for the class files in this folder and below it. */
    static List<Class<?>> of(Path code) throws IOException {
        try (var files = Files.walk(code)) {
            return Stream.concat(
                            BY_CLIENT_AND_FRAMEWORK.stream(),
                            files.filter(file -> file.toString().endsWith(".class"))
                                    .flatMap(Roots::named)
                                    .distinct()
                                    .flatMap(Roots::kindAndList))
                    .distinct()
                    .toList();
        }
    }

    private static Stream<String> named(Path file) {
        try {
            var pool = ClassFile.of().parse(file).constantPool();
            return StreamSupport.stream(pool.spliterator(), false)
                    .filter(Utf8Entry.class::isInstance)
                    .flatMap(text ->
                            NAME.matcher(((Utf8Entry) text).stringValue()).results())
                    .map(MatchResult::group)
                    .map(name -> name.replace('/', '.').replaceFirst("(Builder|Fluent)(\\$.*)?$", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The list of a kind is what a cache begins with. */
    private static Stream<Class<?>> kindAndList(String name) {
        return Stream.of(name, name + "List")
                .flatMap(each -> load(each).stream())
                .filter(KubernetesResource.class::isAssignableFrom);
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, Roots.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty(); // A package, or a kind without a list of its own.
        }
    }
}
