package dev.novasphere.testkit.controlplane;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Sums of files, in the format of {@code sha512sum}, so that people can check them by hand. */
final class Checksums {

    /** The file beside the programs that remembers their sums. */
    static final String FILE = "SHA512SUMS";

    private Checksums() {}

    static String of(Path file, String algorithm) {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance(algorithm));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This JDK has no " + algorithm + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ".", e);
        }
    }

    static void remember(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> lines = files.filter(Files::isExecutable).sorted().toList().parallelStream()
                    .map(file -> of(file, "SHA-512") + "  " + file.getFileName())
                    .toList();
            Files.write(folder.resolve(FILE), lines);
        }
    }

    /** The names of the remembered files that are gone or no longer what they were. */
    static List<String> changedIn(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve(FILE)).parallelStream()
                .map(line -> line.split("  ", 2))
                .filter(entry -> !isUnchanged(folder.resolve(entry[1]), entry[0]))
                .map(entry -> entry[1])
                .toList();
    }

    private static boolean isUnchanged(Path file, String sum) {
        return Files.isExecutable(file) && of(file, "SHA-512").equals(sum);
    }
}
