package dev.novasphere.desired;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Two cloud-config documents as one MIME message, which is how cloud-init takes several (RFC 2046). The parts travel in
 * base64, so that the user's document arrives byte for byte: line ends, missing last newline and all.
 */
final class MimeParts {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private MimeParts() {}

    static String of(String first, String second) {
        // No base64 line starts with a dash, so this boundary can stand in neither part.
        var boundary = "novasphere-" + Digest.hex(16, first, second);
        return "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\nMIME-Version: 1.0\n\n"
                + part(boundary, "novasphere.yaml", first)
                + part(boundary, "user.yaml", second)
                + "--" + boundary + "--\n";
    }

    private static String part(String boundary, String name, String text) {
        return "--" + boundary + "\nContent-Type: text/cloud-config; charset=\"utf-8\"\nMIME-Version: 1.0\n"
                + "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=\"" + name + "\"\n\n"
                + LINES.encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\n";
    }
}
