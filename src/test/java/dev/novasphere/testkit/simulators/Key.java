package dev.novasphere.testkit.simulators;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Namespace and name of an object; the namespace of a cluster-scoped object is empty. */
record Key(String namespace, String name) {

    static Key of(HasMetadata object) {
        var namespace = object.getMetadata().getNamespace();
        return new Key(namespace == null ? "" : namespace, object.getMetadata().getName());
    }

    Key named(String other) {
        return new Key(namespace, other);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
