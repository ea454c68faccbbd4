package dev.novasphere.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.novasphere.api.CloudInitUser;
import dev.novasphere.api.HighAvailability;
import dev.novasphere.api.StartStrategy;
import dev.novasphere.api.WukongSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The reader is another YAML library than the writer, and of version 1.1 as cloud-init's is: there {@code no} is false. */
final class UserDataTest {
    /** Texts that mean something else to YAML when they are not quoted. */
    static final List<String> NASTY = List.of(
            "plain",
            "it's \"quoted\"",
            "key: value",
            "trailing colon:",
            "a # comment",
            "#cloud-config",
            "&anchor",
            "*alias",
            "!!python/object/apply:os.system [id]",
            "!tag",
            "- item",
            "? key",
            "| block",
            "> folded",
            "%directive",
            "@at",
            "`tick`",
            "{flow: mapping}",
            "[flow, sequence]",
            "first\nsecond: injected",
            "first\n\n  indented\n",
            "\nleading newline",
            "carriage\r\nreturn",
            "tab\there",
            " leading and trailing ",
            "---",
            "...",
            "no",
            "Yes",
            "on",
            "y",
            "~",
            "null",
            "true",
            "0x10",
            "010",
            "0o10",
            "1e3",
            "1_000",
            "12:30:45",
            "2001-01-01",
            ".inf",
            ".nan",
            "=",
            "<<",
            "\u202eright to left",
            "\u0645\u0631\u062d\u0628\u0627",
            "你好",
            "🐒",
            "null \u0000 byte",
            "bell \u0007",
            "next line \u0085",
            "line separator \u2028",
            "byte order mark \ufeff");

    /** Documents of users that a careless message would change. */
    static Stream<String> documents() {
        return Stream.of(
                "#cloud-config\ntimezone: UTC\n",
                "#cloud-config\r\ntimezone: UTC\r\n",
                "#cloud-config\ntimezone: UTC",
                "#cloud-config\nmotd: Grüße 你好 🐒\n",
                "#cloud-config\n--\n--novasphere--\n--novasphere-0123456789abcdef--\n",
                "#cloud-config\n.\n.\n",
                "#cloud-config\nFrom me\n" + "x".repeat(3000) + "\n",
                "#cloud-config\n   \n\n\n");
    }

    @ParameterizedTest
    @FieldSource("NASTY")
    void noTextBecomesStructure(String text) {
        var user = new CloudInitUser(text, text, text, text, List.of(text, text), true);
        var expected = new LinkedHashMap<String, Object>();
        expected.put("name", text);
        expected.put("hashed_passwd", text);
        expected.put("lock_passwd", true);
        expected.put("sudo", text);
        expected.put("shell", text);
        expected.put("groups", List.of(text, text));
        // A blank text counts as left out; none of these is blank.
        var rendered = UserData.of(spec(user, null, false));
        assertThat(rendered).startsWith("#cloud-config\n");
        assertThat(parse(rendered)).isEqualTo(Map.of("user", expected));
    }

    @Test
    void aHashUnlocksThePasswordUnlessTheUserSaysOtherwise() {
        var unlocked = new CloudInitUser("admin", "$6$salt$hash", null, null, List.of(), null);
        assertThat(parse(UserData.of(spec(unlocked, null, false))))
                .isEqualTo(
                        Map.of("user", Map.of("name", "admin", "hashed_passwd", "$6$salt$hash", "lock_passwd", false)));
        var silent = new CloudInitUser("admin", null, null, null, List.of(), null);
        assertThat(parse(UserData.of(spec(silent, null, false)))).isEqualTo(Map.of("user", Map.of("name", "admin")));
    }

    @Test
    void aUsersDocumentAloneTravelsAsItIs() {
        var document = "#cloud-config\r\ntimezone:   UTC";
        assertThat(UserData.of(spec(null, document, false))).isEqualTo(document);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void besideOursAUsersDocumentArrivesByteForByte(String document) {
        var message = UserData.of(spec(null, document, true));
        assertThat(parts(message)).hasSize(2).last().isEqualTo(document);
        assertThat(parse(parts(message).getFirst()))
                .isEqualTo(Map.of(
                        "packages", List.of("qemu-guest-agent"),
                        "runcmd", List.of(List.of("systemctl", "enable", "--now", "qemu-guest-agent"))));
    }

    /** What a MIME reader makes of a message: RFC 2046 for the boundary, RFC 2045 for base64. */
    private static List<String> parts(String message) {
        var header = message.substring(0, message.indexOf("\n\n"));
        assertThat(header)
                .startsWith("Content-Type: multipart/mixed; boundary=\"")
                .contains("\nMIME-Version: 1.0");
        var boundary = header.replaceAll("(?s).*boundary=\"([^\"]+)\".*", "$1");
        var sections = List.of(message.split("(?m)^--" + boundary + "(--)?\n"));
        assertThat(message).endsWith("\n--" + boundary + "--\n");
        return sections.stream().skip(1).map(UserDataTest::body).toList();
    }

    private static String body(String section) {
        var end = section.indexOf("\n\n");
        assertThat(section.substring(0, end))
                .contains("Content-Type: text/cloud-config; charset=\"utf-8\"", "Content-Transfer-Encoding: base64");
        assertThat(section.substring(end + 2).lines()).allMatch(line -> line.length() <= 76);
        return new String(Base64.getMimeDecoder().decode(section.substring(end + 2)), StandardCharsets.UTF_8);
    }

    private static Object parse(String yaml) {
        return Objects.requireNonNull(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml));
    }

    private static WukongSpec spec(@Nullable CloudInitUser user, @Nullable String userData, boolean guestAgent) {
        return new WukongSpec(
                1,
                "1Gi",
                null,
                null,
                user,
                userData,
                null,
                List.of(),
                List.of(),
                HighAvailability.NONE,
                StartStrategy.NONE,
                null,
                guestAgent);
    }
}
