package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import dev.novasphere.api.Network;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The MAC address of every interface. We set it, because a bridge binding without one hands the pod interface's address
 * to the guest, a new one at each start, and neither DHCP leases nor network data would fit.
 */
final class MacAddresses {
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private MacAddresses() {}

    /** The user's, in lower case as the kernel has it; else one derived from the owner's uid: the same for its life. */
    static String of(MachineResource owner, Network network) {
        if (network.macAddress() != null) {
            return network.macAddress().toLowerCase(Locale.ROOT);
        }
        var bytes = new byte[6];
        System.arraycopy(Digest.of(owner.uid(), network.name()), 0, bytes, 0, bytes.length);
        bytes[0] = (byte) ((bytes[0] | 0x02) & 0xfe); // Locally administered, unicast.
        return COLONS.formatHex(bytes);
    }
}
