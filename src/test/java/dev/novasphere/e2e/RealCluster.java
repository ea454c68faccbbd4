package dev.novasphere.e2e;

import dev.novasphere.testkit.node.ContainerGroup;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A cluster of one node that runs pods. */
public interface RealCluster extends AutoCloseable {
    /** An administrator's configuration, for kubectl and Helm. */
    Path kubeconfig();

    /** The same for a client of ours. */
    Config config();

    /** Brings an image from a tar onto the node. */
    void load(Path tar) throws Exception;

    /** The name of its node. */
    String node();

    /** The control group of a pod's only container; empty where the node's machine is not this one. */
    Optional<ContainerGroup> group(Pod pod) throws Exception;

    @Override
    void close() throws IOException;
}
