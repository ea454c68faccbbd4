package dev.novasphere;

import dev.novasphere.desired.Settings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
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
    Optional<List<@WithConverter(ConfigValues.NamespaceName.class) String>> watchNamespaces();

    /** The second kind, for those who come from the earlier documents. */
    VirtualMachineProfiles virtualMachineProfiles();

    /** The second kind. */
    interface VirtualMachineProfiles {
        /** Whether VirtualMachineProfiles are served. Off, the operator needs neither their CRD nor their role. */
        @WithDefault("true")
        @WithConverter(ConfigValues.Flag.class)
        boolean enabled();
    }

    /** What the desired state is rendered with. */
    default Settings settings() {
        return new Settings(
                defaultBridge(), allowedBridges(), sriovResourceName(), macvtapLowerDevice(), storageClassAliases());
    }
}
