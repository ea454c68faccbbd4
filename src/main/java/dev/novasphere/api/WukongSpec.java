package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks for. The CRD ({@code helm/novasphere/files/crds}) documents and bounds every field; this record only
 * turns absence into a value.
 *
 * @param cpu number of virtual CPUs, given to the guest as sockets
 * @param memory guest memory as a Kubernetes quantity
 * @param osImage image of the boot disk, where that disk names none itself
 * @param sshKeySecret Secret in the same namespace that holds public keys; handed to KubeVirt by name, never read
 * @param cloudInitUser the guest's default user
 * @param userData a {@code #cloud-config} document of the user's own
 * @param userDataSecret Secret in the same namespace with the whole user data
 * @param networks interfaces of the guest, in order; empty means one pod network
 * @param disks disks of the guest, in order
 * @param highAvailability placement and restart
 * @param startStrategy power
 * @param firmware {@code bios} or {@code uefi}
 * @param guestAgent whether cloud-init installs the QEMU guest agent
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record WukongSpec(
        @Nullable Integer cpu,
        @Nullable String memory,
        @Nullable String osImage,
        @Nullable String sshKeySecret,
        @Nullable CloudInitUser cloudInitUser,
        @Nullable String userData,
        @Nullable String userDataSecret,
        List<Network> networks,
        List<Disk> disks,
        HighAvailability highAvailability,
        StartStrategy startStrategy,
        @KnownWord @Nullable Firmware firmware,
        @Nullable Boolean guestAgent) {

    /** A spec in which nothing was written. */
    public static final WukongSpec EMPTY = new WukongSpec(
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            HighAvailability.NONE,
            StartStrategy.NONE,
            null,
            null);

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public WukongSpec {
        osImage = Absence.text(osImage);
        sshKeySecret = Absence.text(sshKeySecret);
        userData = Absence.text(userData);
        userDataSecret = Absence.text(userDataSecret);
        networks = Absence.list(networks);
        disks = Absence.list(disks);
        highAvailability = highAvailability == null ? HighAvailability.NONE : highAvailability;
        startStrategy = startStrategy == null ? StartStrategy.NONE : startStrategy;
    }

    /** The disk that the firmware tries first: the flagged one, else the first; empty where there is no disk. */
    public Optional<Disk> bootDisk() {
        return disks.stream()
                .filter(Disk::boots)
                .findFirst()
                .or(() -> disks.stream().findFirst());
    }

    /** The image from which a disk is made: its own, or {@code osImage} for the boot disk; empty for an empty disk. */
    public Optional<String> imageOf(Disk disk) {
        if (disk.image() != null) {
            return Optional.of(disk.image());
        }
        return bootDisk().filter(disk::equals).map(boot -> osImage);
    }

    /** Whether cloud-init shall install the guest agent (default: no). */
    public boolean wantsGuestAgent() {
        return Boolean.TRUE.equals(guestAgent);
    }
}
