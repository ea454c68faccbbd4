package dev.novasphere.external;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Public keys for the guest's default user. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AccessCredential(@Nullable SshPublicKey sshPublicKey) {
    /** A Secret by name and the way its keys travel. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SshPublicKey(Source source, PropagationMethod propagationMethod) {}

    /** Where the keys are. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Source(SecretName secret) {}

    /** A Secret of the same namespace. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record SecretName(String secretName) {}

    /** By cloud-init's meta data. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record PropagationMethod(@Nullable Present noCloud) {}

    /** Keys of a Secret, handed to the guest by cloud-init's meta data. */
    public static AccessCredential noCloud(String secret) {
        return new AccessCredential(
                new SshPublicKey(new Source(new SecretName(secret)), new PropagationMethod(Present.YES)));
    }
}
