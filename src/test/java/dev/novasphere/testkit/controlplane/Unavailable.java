package dev.novasphere.testkit.controlplane;

/** A source of programs that cannot serve on this machine now; the message is the reason, as a full sentence. */
public final class Unavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public Unavailable(String reason) {
        super(reason);
    }

    public Unavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
