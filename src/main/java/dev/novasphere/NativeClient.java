package dev.novasphere;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;

/**
 * In the native executable the client knows no API groups and no special kinds: what it registers here keeps rollouts, pod
 * logs, uploads and their builders alive, of which the operator uses none. {@code client.apps()} and its like are gone
 * there; {@code client.resources(Kind.class)} does everything we need.
 */
@TargetClass(KubernetesClientImpl.class)
final class NativeClient {
    private NativeClient() {}

    @Substitute
    void registerDefaultAdapters() {}

    @Substitute
    void registerDefaultHandlers() {}
}
