package dev.novasphere.desired;

import dev.novasphere.api.Disk;
import dev.novasphere.external.DataVolumeSpec;

/**
 * CDI's source for an image. A registry reference must carry {@code docker://}, which CDI checks and the user may leave
 * out; {@code http://} and {@code https://} are downloads.
 */
final class ImageSource {
    private static final String REGISTRY = "docker://";

    private ImageSource() {}

    static DataVolumeSpec.Source of(String image, Disk disk) {
        if (image.startsWith("http://") || image.startsWith("https://")) {
            return new DataVolumeSpec.Source(null, image(image, disk));
        }
        var url = image.startsWith(REGISTRY) ? image : REGISTRY + image;
        return new DataVolumeSpec.Source(image(url, disk), null);
    }

    private static DataVolumeSpec.Image image(String url, Disk disk) {
        return new DataVolumeSpec.Image(url, disk.pullSecret(), disk.caConfigMap());
    }
}
