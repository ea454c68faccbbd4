package dev.novasphere.desired;

import dev.novasphere.api.MachineResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;

/** Owners as the API server would have stored them. */
final class Owners {
    private Owners() {}

    static <T extends MachineResource> T owner(T owner, String namespace, String name) {
        owner.setMetadata(new ObjectMetaBuilder()
                .withNamespace(namespace)
                .withName(name)
                .withUid("3f0e2d55-4a7b-4c6f-8a53-8d6f6e0b9f10")
                .withGeneration(1L)
                .build());
        return owner;
    }
}
