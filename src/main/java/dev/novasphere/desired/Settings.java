package dev.novasphere.desired;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the administrator supplies where a spec leaves something out.
 *
 * @param defaultBridge bridge for networks of type bridge that name none
 * @param defaultUplink interface behind bridges that specs name and no node network has; empty: such bridges are refused
 * @param allowedBridges glob patterns of the bridges that a spec may name: * stands for anything, ? for one character
 * @param sriovResourceName extended resource for networks of type sriov that name none
 * @param macvtapLowerDevice node device for networks of type macvlan that name no resource
 * @param storageClassAliases StorageClass by the alias that a spec may use for it
 */
public record Settings(
        Optional<String> defaultBridge,
        Optional<String> defaultUplink,
        List<String> allowedBridges,
        Optional<String> sriovResourceName,
        Optional<String> macvtapLowerDevice,
        Map<String, String> storageClassAliases) {

    /** The StorageClass behind a name that a spec uses. */
    String storageClass(String nameOrAlias) {
        return storageClassAliases.getOrDefault(nameOrAlias, nameOrAlias);
    }

    /** Whether a spec may name this bridge. */
    boolean allowsBridge(String bridge) {
        return allowedBridges.stream()
                .map(glob -> Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .anyMatch(pattern -> Pattern.matches(pattern, bridge));
    }
}
