package dev.novasphere.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guest's default user. What is left out stays as the distribution's image has it. There is no field for a password
 * in clear: the CRD refuses it and names the command that makes a hash.
 *
 * @param name login name
 * @param passwordHash crypt(3) hash, as {@code mkpasswd -m sha-512} prints it
 * @param sudo a rule for sudoers, without the user's name
 * @param shell absolute path of the login shell
 * @param groups further groups
 * @param lockPasswd whether login by password is off
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CloudInitUser(
        @Nullable String name,
        @Nullable String passwordHash,
        @Nullable String sudo,
        @Nullable String shell,
        List<String> groups,
        @Nullable Boolean lockPasswd) {

    @SuppressWarnings("NullAway") // Jackson passes null for what was left out.
    public CloudInitUser {
        name = Absence.text(name);
        passwordHash = Absence.text(passwordHash);
        sudo = Absence.text(sudo);
        shell = Absence.text(shell);
        groups = Absence.list(groups);
    }
}
