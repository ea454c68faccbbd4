package dev.novasphere;

import dev.novasphere.desired.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The operator's configuration; the only file that names a key. Every key can be given as an environment variable as
 * well: {@code novasphere.default-bridge} is {@code NOVASPHERE_DEFAULT_BRIDGE}.
 */
@ConfigMapping(prefix = "novasphere")
public interface OperatorConfig {
    /** Bridge for networks of type bridge that name none. Without it such a network cannot be had. */
    Optional<@WithConverter(ConfigValues.InterfaceName.class) String> defaultBridge();

    /**
     * Interface of every node behind the bridge that specs name and no NodeNetwork has: a NodeNetwork is made for that bridge,
     * with every VLAN and open to every namespace. One bridge only: the uplink of a NodeNetwork carries no second one.
     * Absent: administrators declare every NodeNetwork.
     */
    Optional<@WithConverter(ConfigValues.InterfaceName.class) String> defaultUplink();

    /** Glob patterns of the bridges that a spec may name. */
    @WithDefault("br-*")
    List<@WithConverter(ConfigValues.InterfacePattern.class) String> allowedBridges();

    /** Extended resource for networks of type sriov that name none, as the device plugin advertises it. */
    Optional<@WithConverter(ConfigValues.ResourceName.class) String> sriovResourceName();

    /** Node device for networks of type macvlan that name no resource; macvtap-cni advertises one resource for each. */
    Optional<@WithConverter(ConfigValues.InterfaceName.class) String> macvtapLowerDevice();

    /**
     * StorageClass by the alias that a spec may use for it. Resolved when a disk is made, and never again. An alias with a
     * dash, which a variable cannot spell, goes into {@code config/application.properties} in the working directory.
     */
    Map<String, @WithConverter(ConfigValues.ObjectName.class) String> storageClassAliases();

    /** Namespaces that are served, the only ones where the operator then needs its rights. Absent: all. */
    Optional<List<@WithConverter(ConfigValues.Name.class) String>> watchNamespaces();

    /** The second kind, for those who come from the earlier documents. */
    VirtualMachineProfiles virtualMachineProfiles();

    /** The second kind. */
    interface VirtualMachineProfiles {
        /** Whether VirtualMachineProfiles are served. Off, the operator needs neither their CRD nor their role. */
        @WithDefault("true")
        @WithConverter(ConfigValues.Flag.class)
        boolean enabled();
    }

    /** How several replicas agree on the one that works. */
    LeaderElection leaderElection();

    /** How several replicas agree on the one that works. */
    interface LeaderElection {
        /** Whether to hold a Lease while working. Absent: in a pod yes, elsewhere no. */
        Optional<@WithConverter(ConfigValues.Flag.class) Boolean> enabled();

        /** Namespace of the Lease. Absent: the pod's own. */
        Optional<@WithConverter(ConfigValues.Name.class) String> namespace();

        /** Name of the Lease; the same for all replicas of one installation. */
        @WithDefault("novasphere-operator")
        @WithConverter(ConfigValues.Name.class)
        String leaseName();

        /** How long a Lease that nobody renews is respected: whole seconds, at most 60s. */
        @WithDefault("6s")
        @WithConverter(ConfigValues.Period.class)
        Duration leaseDuration();

        /** How long after its last renewal a replica still works; shorter than the lease duration. */
        @WithDefault("4s")
        @WithConverter(ConfigValues.Period.class)
        Duration renewDeadline();

        /** How often the Lease is renewed and looked at; at most half of the renew deadline. */
        @WithDefault("1s")
        @WithConverter(ConfigValues.Period.class)
        Duration retryPeriod();
    }

    /** What is told to Prometheus. */
    Metrics metrics();

    /** What is told to Prometheus. */
    interface Metrics {
        /**
         * How many namespaces the metrics of machines name, those with most machines first; the rest is summed under the
         * name {@code _other}. It bounds what Prometheus has to keep.
         */
        @WithDefault("100")
        @WithConverter(ConfigValues.Bound.class)
        int namespaces();
    }

    /** What the desired state is rendered with. */
    default Settings settings() {
        return new Settings(
                defaultBridge(),
                defaultUplink(),
                allowedBridges(),
                sriovResourceName(),
                macvtapLowerDevice(),
                storageClassAliases());
    }
}
