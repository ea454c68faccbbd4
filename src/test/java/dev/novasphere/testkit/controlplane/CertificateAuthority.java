package dev.novasphere.testkit.controlplane;

import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * A certificate authority that lives as long as one control plane and whose key never leaves this process. The JDK has
 * no public way to make certificates, and its {@code keytool} takes half a second for each, so they are written here
 * (RFC 5280).
 */
final class CertificateAuthority {
    private static final byte[] RSA_SHA256 =
            Der.sequence(Der.oid("1.2.840.113549.1.1.11"), Der.tagged(0x05)); // parameters: NULL
    private static final byte[] BASIC_CONSTRAINTS = Der.oid("2.5.29.19");
    private static final byte[] KEY_USAGE = Der.oid("2.5.29.15");
    private static final byte[] EXTENDED_KEY_USAGE = Der.oid("2.5.29.37");
    private static final byte[] ALTERNATIVE_NAMES = Der.oid("2.5.29.17");
    private static final byte[] SERVER_AUTH = Der.oid("1.3.6.1.5.5.7.3.1");
    private static final byte[] CLIENT_AUTH = Der.oid("1.3.6.1.5.5.7.3.2");
    private static final Duration VALIDITY = Duration.ofDays(7);

    private final X500Principal name;
    private final KeyPair keys;
    private final String certificate;

    private CertificateAuthority(String name) {
        this.name = new X500Principal("CN=" + name);
        this.keys = newKeys();
        byte[] extensions = Der.sequence(
                Der.sequence(BASIC_CONSTRAINTS, Der.bool(true), Der.octets(Der.sequence(Der.bool(true)))),
                Der.sequence(KEY_USAGE, Der.bool(true), Der.octets(Der.bits(1, (byte) 0x06)))); // certificates, CRLs
        this.certificate = sign(this.name, keys, extensions);
    }

    static CertificateAuthority of(String name) {
        return new CertificateAuthority(name);
    }

    /** The certificate that others trust, as PEM. */
    String certificate() {
        return certificate;
    }

    /** A certificate for a server with these numeric addresses, which it may also show as a client. */
    Identity server(String commonName, List<String> addresses) {
        byte[] names = Der.sequence(Stream.concat(
                        addresses.stream()
                                .map(address -> Der.tagged(
                                        0x87, InetAddress.ofLiteral(address).getAddress())),
                        Stream.of(Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII))))
                .toArray(byte[][]::new));
        return issue(
                new X500Principal("CN=" + commonName),
                Der.sequence(EXTENDED_KEY_USAGE, Der.octets(Der.sequence(SERVER_AUTH, CLIENT_AUTH))),
                Der.sequence(ALTERNATIVE_NAMES, Der.octets(names)));
    }

    /** A certificate that Kubernetes reads as this user in these groups. */
    Identity user(String user, List<String> groups) {
        String subject = groups.stream().map(group -> ",O=" + quoted(group)).collect(Collectors.joining());
        return issue(
                new X500Principal("CN=" + quoted(user) + subject),
                Der.sequence(EXTENDED_KEY_USAGE, Der.octets(Der.sequence(CLIENT_AUTH))));
    }

    /** A new key pair for other uses, such as signing tokens. */
    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA"); // fabric8 reads PKCS#8 as RSA
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make RSA keys.", e);
        }
    }

    static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    private Identity issue(X500Principal subject, byte[]... extensions) {
        KeyPair own = newKeys();
        return new Identity(
                sign(subject, own, Der.sequence(extensions)),
                pem("PRIVATE KEY", own.getPrivate().getEncoded()));
    }

    private String sign(X500Principal subject, KeyPair subjectKeys, byte[] extensions) {
        Instant now = Instant.now();
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
                Der.integer(new BigInteger(64, new SecureRandom())),
                RSA_SHA256,
                name.getEncoded(),
                Der.sequence(Der.time(now.minus(Duration.ofDays(1))), Der.time(now.plus(VALIDITY))),
                subject.getEncoded(),
                subjectKeys.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions));
        return pem("CERTIFICATE", Der.sequence(content, RSA_SHA256, Der.bits(0, signature(content))));
    }

    private byte[] signature(byte[] content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot sign with RSA.", e);
        }
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A certificate and its private key, both as PEM. */
    record Identity(String certificate, String key) {}
}
