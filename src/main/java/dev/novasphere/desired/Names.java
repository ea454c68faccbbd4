package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import org.jspecify.annotations.Nullable;

/**
 * The names of all children. The VirtualMachine's is for people; every other one is a readable prefix and eight
 * hexadecimal digits, so that {@code a} with disk {@code b-c} and {@code a-b} with disk {@code c} never meet. The same
 * Wukong has the same names again after a restore from backup.
 */
public final class Names {
    private static final int HASH = 8;

    private Names() {}

    /** The VirtualMachine: a Wukong's name has at most 60 characters, so this is a DNS label. */
    public static String virtualMachine(MachineResource owner) {
        return owner.name() + "-vm";
    }

    /** The claim of a disk, and the DataVolume that fills it. */
    public static String claim(MachineResource owner, String disk) {
        return child(owner, disk, "disk");
    }

    /** The attachment definition of a network. Its configuration is part of the name: it is never changed in place. */
    static String attachment(MachineResource owner, String network, String configuration) {
        return child(owner, network, "network", configuration);
    }

    /**
     * The cloud-init Secret, named by its content and by the owner's uid: a Secret that is about to go with a deleted
     * Wukong of the same name is never mistaken for the new one's.
     */
    static String cloudInit(MachineResource owner, String content) {
        return child(owner, "cloudinit", "cloudinit", owner.uid(), content);
    }

    /** The lease of an address: who makes an object of this name first has the address. */
    static String lease(String nodeNetwork, @Nullable Integer vlanId, String address) {
        return nodeNetwork + "." + (vlanId == null ? 0 : vlanId) + "." + AddressLeases.label(address);
    }

    private static String child(MachineResource owner, String leaf, String... distinguishing) {
        var parts = new String[distinguishing.length + 4];
        parts[0] = owner.getKind();
        parts[1] = owner.namespace();
        parts[2] = owner.name();
        parts[3] = leaf;
        System.arraycopy(distinguishing, 0, parts, 4, distinguishing.length);
        return owner.name() + "-" + leaf + "-" + Digest.hex(HASH, parts);
    }
}
