package dev.novasphere.desired;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.novasphere.api.CloudInitUser;
import dev.novasphere.api.WukongSpec;
import org.jspecify.annotations.Nullable;

/** cloud-init's user data: ours as cloud-config, and the user's own document untouched beside it. */
final class UserData {
    private static final String HEADER = "#cloud-config\n";

    private UserData() {}

    static String of(WukongSpec spec) {
        var ours = ours(spec);
        if (spec.userData() == null) {
            return HEADER + Yaml.text(ours);
        }
        return ours.isEmpty() ? spec.userData() : MimeParts.of(HEADER + Yaml.text(ours), spec.userData());
    }

    private static ObjectNode ours(WukongSpec spec) {
        var config = Yaml.object();
        if (spec.cloudInitUser() != null) {
            user(config.putObject("user"), spec.cloudInitUser());
        }
        if (spec.wantsGuestAgent()) {
            config.putArray("packages").add("qemu-guest-agent");
            ArrayNode command = config.putArray("runcmd").addArray();
            command.add("systemctl").add("enable").add("--now").add("qemu-guest-agent");
        }
        return config;
    }

    /**
     * {@code user:} overrides the distribution's default user, which is the one that KubeVirt hands the public keys to;
     * an entry in {@code users:} would be a second user without keys.
     */
    private static void user(ObjectNode node, CloudInitUser user) {
        node.put("name", user.name());
        putText(node, "hashed_passwd", user.passwordHash());
        if (user.lockPasswd() != null) {
            node.put("lock_passwd", user.lockPasswd());
        } else if (user.passwordHash() != null) {
            node.put("lock_passwd", false); // cloud-init locks passwords by default, and the hash would be of no use.
        }
        putText(node, "sudo", user.sudo());
        putText(node, "shell", user.shell());
        if (!user.groups().isEmpty()) {
            var groups = node.putArray("groups");
            user.groups().forEach(groups::add);
        }
    }

    private static void putText(ObjectNode node, String key, @Nullable String value) {
        if (value != null) {
            node.put(key, value);
        }
    }
}
