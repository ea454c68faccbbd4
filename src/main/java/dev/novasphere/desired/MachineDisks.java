package dev.novasphere.desired;

import dev.novasphere.external.MachineDisk;
import java.util.ArrayList;
import java.util.List;

/** The disks as the guest sees them. */
final class MachineDisks {
    /** Name of the disk with cloud-init's data; reserved in the CRD. */
    static final String CLOUD_INIT = "cloudinit";

    private static final MachineDisk.Target VIRTIO = new MachineDisk.Target("virtio");
    private static final int LONGEST_SERIAL = 20; // virtio-blk has room for no more.

    private MachineDisks() {}

    static List<MachineDisk> of(List<DiskPlan> plans) {
        var disks = new ArrayList<MachineDisk>();
        for (var plan : plans) {
            var name = plan.disk().name();
            disks.add(new MachineDisk(name, plan.boots() ? 1 : null, serial(name), VIRTIO));
        }
        disks.add(new MachineDisk(CLOUD_INIT, null, null, VIRTIO));
        return disks;
    }

    /** The disk's name, by which the guest finds it under /dev/disk/by-id; a longer one is hashed, not cut. */
    private static String serial(String disk) {
        return disk.length() <= LONGEST_SERIAL ? disk : Digest.hex(LONGEST_SERIAL, disk);
    }
}
