package dev.novasphere.desired;

/**
 * Why a network cannot be had at present.
 *
 * @param reason reason of the condition NetworksConfigured
 * @param message a sentence that names the network and the remedy
 * @param kind what it means for the VirtualMachine
 */
public record Obstacle(String reason, String message, Kind kind) {
    /** What an obstacle means for the VirtualMachine. */
    public enum Kind {
        /** The attachment is known, the cluster is not ready for it: a VM that exists is written all the same. */
        NOT_READY,
        /** Nobody can say what the VM's interface should be attached to, or it has not its address: it is left as it is. */
        UNKNOWN_ATTACHMENT
    }

    /** Both: where either leaves the VM as it is, it is left so. */
    Obstacle and(Obstacle other) {
        return kind == Kind.UNKNOWN_ATTACHMENT
                ? this
                : new Obstacle(reason, message + " " + other.message(), other.kind());
    }

    static Obstacle notReady(String reason, String message) {
        return new Obstacle(reason, message, Kind.NOT_READY);
    }

    static Obstacle unknown(String reason, String message) {
        return new Obstacle(reason, message, Kind.UNKNOWN_ATTACHMENT);
    }
}
