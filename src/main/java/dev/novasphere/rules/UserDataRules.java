package dev.novasphere.rules;

import dev.novasphere.api.WukongSpec;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What a user's own cloud-config may not hold beside what the operator writes. */
final class UserDataRules {
    private static final String FIELD = "spec.userData";

    /**
     * A key that is refused.
     *
     * @param key top-level key of cloud-config
     * @param when whether the spec makes it a fault
     * @param reason clause after "userData sets the key …, which"
     * @param remedy what the user can do instead
     */
    private record RefusedKey(String key, Predicate<WukongSpec> when, String reason, String remedy) {
        Problem problem() {
            return new Problem(FIELD, key, "userData sets the key \"%s\", which %s. %s".formatted(key, reason, remedy));
        }
    }

    private static final String AGENT = "the operator writes because guestAgent is true";
    private static final String NO_AGENT =
            "Remove the key, or remove guestAgent and install qemu-guest-agent yourself.";

    /** cloud-init does not merge lists and mappings of two documents as people expect: one of the two would be lost. */
    private static final List<RefusedKey> REFUSED = List.of(
            new RefusedKey(
                    "user",
                    spec -> spec.cloudInitUser() != null,
                    "the operator writes because of cloudInitUser",
                    "Remove the key, or remove cloudInitUser."),
            new RefusedKey("packages", WukongSpec::wantsGuestAgent, AGENT, NO_AGENT),
            new RefusedKey("runcmd", WukongSpec::wantsGuestAgent, AGENT, NO_AGENT),
            new RefusedKey(
                    "network",
                    spec -> true,
                    "cloud-init ignores in user data",
                    "Write the addresses to networks[].ipConfig."));

    private UserDataRules() {}

    static List<Problem> check(WukongSpec spec) {
        var userData = spec.userData();
        if (userData == null) {
            return List.of();
        }
        return switch (CloudConfig.of(userData)) {
            case CloudConfig.Mapping mapping -> refusedKeys(spec, mapping.keys());
            case CloudConfig.Unreadable unreadable -> List.of(unreadable(unreadable));
        };
    }

    private static List<Problem> refusedKeys(WukongSpec spec, Set<String> keys) {
        return REFUSED.stream()
                .filter(refused ->
                        keys.contains(refused.key()) && refused.when().test(spec))
                .map(RefusedKey::problem)
                .toList();
    }

    private static Problem unreadable(CloudConfig.Unreadable unreadable) {
        return new Problem(
                FIELD,
                unreadable.where(),
                "userData is not one cloud-config mapping, see %s: %s. Correct it; \"cloud-init schema --config-file FILE\" checks a file."
                        .formatted(unreadable.where(), unreadable.why()));
    }
}
