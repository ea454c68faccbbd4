package dev.novasphere.testkit.simulators;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Secrets that the launcher pod of an instance mounts: cloud-init's and those with SSH keys. */
final class InstanceSecrets {

    private InstanceSecrets() {}

    /** Their names, from a VirtualMachineInstance's spec. */
    static List<String> of(Tree spec) {
        var cloudInit = spec.items("volumes").stream()
                .map(volume -> volume.at("cloudInitNoCloud"))
                .flatMap(source ->
                        Stream.of(source.text("secretRef", "name"), source.text("networkDataSecretRef", "name")));
        var keys = spec.items("accessCredentials").stream()
                .map(credential -> credential.text("sshPublicKey", "source", "secret", "secretName"));
        return Stream.concat(cloudInit, keys)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
