package dev.novasphere.image;

import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The image that ours is put upon. It brings the C library and nothing of Java.
 *
 * @param name a tar that {@code docker save} would write, or the name of an image in a registry
 */
record Base(String name) {
    /** Debian's C library without a shell; small, well known, and served without an account. */
    private static final String DEFAULT = "gcr.io/distroless/base-nossl-debian12:nonroot";

    static Base of(String name) {
        return new Base(name.isBlank() ? DEFAULT : name);
    }

    boolean isTar() {
        return Files.isRegularFile(Path.of(name));
    }

    /** Where the building of an image begins. */
    JibContainerBuilder builder() throws InvalidImageReferenceException {
        if (isTar()) {
            return Jib.from(TarImage.at(Path.of(name)));
        }
        if (name.endsWith(".tar")) {
            throw new InvalidImageReferenceException(name + " (there is no such file)");
        }
        var image = RegistryImage.named(name);
        // Who logged in with docker, podman or skopeo need not do it again.
        image.addCredentialRetriever(CredentialRetrieverFactory.forImage(ImageReference.parse(name), _ -> {})
                .dockerConfig());
        return Jib.from(image);
    }
}
