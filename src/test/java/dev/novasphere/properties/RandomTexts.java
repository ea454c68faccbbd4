package dev.novasphere.properties;

import java.util.List;
import java.util.Map;

/** Values to choose from. */
final class RandomTexts {
    static final List<Integer> NUMBERS = List.of(0, 1, 2, 100, 4094, 4095, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);

    /** What the schema would refuse today, and an object from before the schema may still hold. */
    static final List<String> ABSURD = List.of(
            "",
            " ",
            "x",
            "X",
            "-",
            "/",
            "://",
            "%s%n{0}${x}",
            "a\nb: c",
            "#cloud-config\n[",
            "ä€𐍈",
            "\0",
            "\uD800",
            "1e999999999",
            "999999999999999999999999Ti",
            "10.0.0.0/99",
            "::/",
            "n".repeat(300));

    private static final List<String> IMAGES = List.of(
            "quay.io/containerdisks/debian:13",
            "docker://registry/x@sha256:1",
            "https://host/disk.qcow2",
            "http://[::1]:80/x",
            "ftp://host/x",
            "oci-archive://x");

    private static final List<String> ADDRESSES =
            List.of("10.0.0.5/24", "fd00::5/64", "10.0.0.5", "10.0.0.5/33", "fe80::1%eth0/64", "::ffff:10.0.0.1/120");

    private static final List<String> GATEWAYS = List.of("10.0.0.1", "fd00::1", "10.0.0.1/24", "host.example");

    /** By the name of the field. */
    static final Map<String, List<String>> PLAUSIBLE = Map.ofEntries(
            Map.entry("name", List.of("root", "data", "lan", "wan", "cloudinit", "default", "a".repeat(63))),
            Map.entry("memory", List.of("2Gi", "1536Mi", "1.5G", "1e9", "0", "1k")),
            Map.entry("size", List.of("10Gi", "10240Mi", "1.5Ti", "1e9", "0")),
            Map.entry("storageClassName", List.of("longhorn", "fast")),
            Map.entry("image", IMAGES),
            Map.entry("osImage", IMAGES),
            Map.entry("accessMode", List.of("ReadWriteOnce", "ReadWriteMany")),
            Map.entry("volumeMode", List.of("Block", "Filesystem")),
            Map.entry("nadName", List.of("lan-nad", "other")),
            Map.entry("bridgeName", List.of("br-lan", "cni0")),
            Map.entry("resourceName", List.of("intel.com/sriov_vfio", "macvtap.network.kubevirt.io/ens3")),
            Map.entry("macAddress", List.of("02:00:00:00:00:01", "02-00-00-00-00-01", "FF:FF:FF:FF:FF:FF")),
            Map.entry("address", ADDRESSES),
            Map.entry("addresses", ADDRESSES),
            Map.entry("gateway", GATEWAYS),
            Map.entry("gateways", GATEWAYS),
            Map.entry("dnsServers", GATEWAYS),
            Map.entry(
                    "userData",
                    List.of("#cloud-config\npackages: [nginx]\n", "#cloud-config\nuser: bob\n", "#!/bin/sh")),
            Map.entry("passwordHash", List.of("$6$salt$hash")),
            Map.entry("shell", List.of("/bin/bash")),
            Map.entry("groups", List.of("docker", "wheel")),
            Map.entry("key", List.of("kubernetes.io/hostname", "zone", "dedicated")),
            Map.entry("operator", List.of("Exists", "Equal")),
            Map.entry("effect", List.of("NoSchedule", "NoExecute")));

    private RandomTexts() {}
}
