package dev.novasphere.desired;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts, kept apart by a byte that no Kubernetes name contains. */
final class Digest {
    private Digest() {}

    static byte[] of(String... parts) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /** The first {@code length} hexadecimal digits. */
    static String hex(int length, String... parts) {
        return HexFormat.of().formatHex(of(parts)).substring(0, length);
    }
}
