package dev.novasphere.golden;

import dev.novasphere.api.AddressLease;
import dev.novasphere.api.MachineResource;
import dev.novasphere.api.VirtualMachineProfile;
import dev.novasphere.api.Wukong;
import dev.novasphere.desired.AddressClaim.Wanted;
import dev.novasphere.desired.AddressClaims;
import dev.novasphere.desired.DesiredState;
import dev.novasphere.desired.Settings;
import dev.novasphere.external.DataVolume;
import dev.novasphere.external.NetworkAttachmentDefinition;
import dev.novasphere.external.VirtualMachine;
import dev.novasphere.external.VirtualMachineInstance;
import dev.novasphere.observed.ClusterFacts;
import dev.novasphere.observed.Leases;
import dev.novasphere.observed.Observed;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What goes into one case.
 *
 * @param owner the user's object, as the API server would have stored it: with a namespace, a uid and a generation
 * @param settings what the administrator supplies
 * @param there the objects that are there
 * @param facts what the cluster offers
 */
record GoldenCase(MachineResource owner, Settings settings, List<HasMetadata> there, ClusterFacts facts) {
    /** The uid of every owner, on which MAC addresses, the firmware's uuid and the Secret's name depend. */
    private static final String UID = "5a1e0c8e-7c1d-4f0a-9d52-0e6f6f3f8c11";

    private static final Map<String, Class<? extends MachineResource>> OWNERS =
            Map.of("Wukong", Wukong.class, "VirtualMachineProfile", VirtualMachineProfile.class);
    private static final Map<String, Class<? extends HasMetadata>> CHILDREN = Map.of(
            "VirtualMachine", VirtualMachine.class,
            "VirtualMachineInstance", VirtualMachineInstance.class,
            "NetworkAttachmentDefinition", NetworkAttachmentDefinition.class,
            "DataVolume", DataVolume.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "AddressLease", AddressLease.class);

    static GoldenCase of(GoldenFolder folder) {
        return new GoldenCase(
                owner(folder),
                GoldenYaml.description(folder.ownOrShared("settings.yaml"), Settings.class),
                objects(folder),
                GoldenYaml.description(
                        ClusterFacts.class, folder.ownOrShared("cluster.yaml"), folder.ownOrShared("nodes.yaml")));
    }

    /** What is there after the addresses have been taken; a pool's is whatever its lease among the objects says. */
    Observed observed() {
        var seen = ObservedObjects.of(owner, there, facts);
        var taken = AddressClaims.of(owner, settings, seen).stream()
                .filter(claim -> claim.isOpen()
                        && claim.refused().isEmpty()
                        && seen.leases().held(claim::isMetBy).isEmpty())
                .flatMap(claim -> switch (claim.wanted()) {
                    case Wanted.Address(var address) -> Stream.of(claim.lease(owner, address.toString()));
                    case Wanted.Mac(var address) -> Stream.of(claim.lease(owner, address));
                    case Wanted.OfPool _ -> Stream.<AddressLease>empty();
                });
        return seen.with(
                new Leases(Stream.concat(seen.leases().held().stream(), taken).toList(), List.of()));
    }

    /** Whether an object of this kind and name is there already. */
    boolean isThere(HasMetadata child) {
        return there.stream()
                .anyMatch(object -> object.getKind().equals(child.getKind())
                        && object.getMetadata()
                                .getName()
                                .equals(child.getMetadata().getName()));
    }

    DesiredState desired() {
        return DesiredState.of(owner, settings, observed());
    }

    private static MachineResource owner(GoldenFolder folder) {
        var inputs =
                folder.files().stream().filter(file -> file.startsWith("in-")).toList();
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(
                    folder.name() + " must hold exactly one in-<Kind>-<name>.yaml, but holds " + inputs);
        }
        var owner = GoldenYaml.object(folder.path().resolve(inputs.getFirst()), kind(OWNERS, inputs.getFirst()));
        var metadata = owner.getMetadata();
        if (!inputs.getFirst().equals("in-" + owner.getKind() + "-" + metadata.getName() + ".yaml")) {
            throw new IllegalArgumentException(
                    folder.name() + "/" + inputs.getFirst() + " is named after another object");
        }
        metadata.setNamespace(metadata.getNamespace() == null ? "production" : metadata.getNamespace());
        metadata.setUid(UID);
        metadata.setGeneration(1L);
        return owner;
    }

    private static List<HasMetadata> objects(GoldenFolder folder) {
        return folder.files().stream()
                .filter(file -> file.startsWith("observed/"))
                .<HasMetadata>map(file -> GoldenYaml.object(folder.path().resolve(file), kind(CHILDREN, file)))
                .toList();
    }

    /** The class of the kind that a file's name begins with, after {@code in-} or {@code observed/}. */
    private static <T> Class<? extends T> kind(Map<String, Class<? extends T>> kinds, String file) {
        return kinds.entrySet().stream()
                .filter(entry -> file.matches("(in-|observed/)" + entry.getKey() + "-.*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(file + " is named after none of " + kinds.keySet()));
    }
}
