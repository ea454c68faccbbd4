package dev.novasphere.status;

/**
 * What one condition shall say.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason the reason
 * @param message a full sentence
 */
record Verdict(String status, Reason reason, String message) {
    private static final String TRUE = "True";

    static Verdict yes(Reason reason, String message) {
        return new Verdict(TRUE, reason, message);
    }

    static Verdict no(Reason reason, String message) {
        return new Verdict("False", reason, message);
    }

    static Verdict unknown(Reason reason, String message) {
        return new Verdict("Unknown", reason, message);
    }

    boolean holds() {
        return status.equals(TRUE);
    }
}
