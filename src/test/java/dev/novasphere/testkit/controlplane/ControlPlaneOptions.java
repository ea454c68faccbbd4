package dev.novasphere.testkit.controlplane;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a control plane is started.
 *
 * @param keepData whether the working folder, with etcd's data and the audit log, stays after the end
 * @param port the port of the API server on 127.0.0.1; 0 takes a free one
 * @param fsync whether etcd makes each write durable; needed only where etcd itself is killed and started again
 * @param apiServerArguments more arguments for kube-apiserver
 * @param beforeControllers is run when the API server is ready and the controllers are not yet started. CRDs belong
 *     here: the garbage collector looks for new kinds at its start and then only every 30 seconds.
 * @param place where its programs run
 */
public record ControlPlaneOptions(
        boolean keepData,
        int port,
        boolean fsync,
        List<String> apiServerArguments,
        Consumer<KubernetesClient> beforeControllers,
        Place place) {

    public static ControlPlaneOptions defaults() {
        return new ControlPlaneOptions(false, 0, false, List.of(), _ -> {}, Place.loopback());
    }

    public ControlPlaneOptions withKeptData() {
        return new ControlPlaneOptions(true, port, fsync, apiServerArguments, beforeControllers, place);
    }

    public ControlPlaneOptions withPort(int fixed) {
        return new ControlPlaneOptions(keepData, fixed, fsync, apiServerArguments, beforeControllers, place);
    }

    public ControlPlaneOptions withFsync() {
        return new ControlPlaneOptions(keepData, port, true, apiServerArguments, beforeControllers, place);
    }

    public ControlPlaneOptions withApiServerArguments(String... arguments) {
        return new ControlPlaneOptions(keepData, port, fsync, List.of(arguments), beforeControllers, place);
    }

    public ControlPlaneOptions withBeforeControllers(Consumer<KubernetesClient> action) {
        return new ControlPlaneOptions(keepData, port, fsync, apiServerArguments, action, place);
    }

    public ControlPlaneOptions withPlace(Place other) {
        return new ControlPlaneOptions(keepData, port, fsync, apiServerArguments, beforeControllers, other);
    }
}
