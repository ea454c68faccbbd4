package dev.novasphere.status;

import dev.novasphere.api.Disk;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What cures an import that fails, judged by the importer's last words. The words are Go's and those of the registries,
 * which no interface promises: what matches no row gets the cure that is always worth a look.
 */
final class ImportFault {
    private record Row(List<String> words, Function<Disk, String> cure) {}

    private static final List<Row> ROWS = List.of(
            new Row(List.of("x509", "certificate"), ImportFault::authority),
            new Row(
                    List.of("unauthorized", "authentication required", "access denied", "forbidden", " 401", " 403"),
                    ImportFault::credentials),
            new Row(
                    List.of("larger than the reported available", "larger pvc is required", "no space left"),
                    disk ->
                            "The image does not fit: put a larger disk under another name in its place, and restart the VM."),
            new Row(
                    List.of("manifest unknown", "not found", " 404"),
                    disk ->
                            "There is no such image: put a disk under another name, with one that is there, in its place, and restart the VM."));

    private ImportFault() {}

    /** The whole sentence for a disk and the importer's last words. */
    static String of(Disk disk, String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        var cure = ROWS.stream()
                .filter(row -> row.words().stream().anyMatch(lower::contains))
                .findFirst()
                .map(row -> row.cure().apply(disk))
                .orElse("See whether the image's host can be reached from the cluster.");
        return Stream.of(
                        "Disk \"%s\" cannot be imported: the importer says \"%s\".".formatted(disk.name(), words),
                        cure,
                        "CDI tries again by itself.")
                .reduce((one, other) -> one + " " + other)
                .orElseThrow();
    }

    private static String authority(Disk disk) {
        return disk.caConfigMap() == null
                ? "Put the certificate authority of the image's host into a ConfigMap and name it in caConfigMap of the disk."
                : "ConfigMap \"%s\" (caConfigMap) does not hold the certificate authority of the image's host; put it there."
                        .formatted(disk.caConfigMap());
    }

    private static String credentials(Disk disk) {
        return disk.pullSecret() == null
                ? "Put credentials for the image's host into a Secret and name it in pullSecret of the disk."
                : "Correct the credentials in Secret \"%s\" (pullSecret), under the keys accessKeyId and secretKey."
                        .formatted(disk.pullSecret());
    }
}
