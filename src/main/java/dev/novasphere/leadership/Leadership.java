package dev.novasphere.leadership;

import java.util.Optional;

/** Whether this replica may write. */
public interface Leadership {
    /** Whether it may now; asked before every write, and answered without a request. */
    boolean isLeader();

    /** Why this replica can neither lead nor campaign, as a sentence; empty: it can. */
    Optional<String> obstacle();

    /**
     * Begins the campaign; to be called when the caches are filled, since a leader has to work at once.
     *
     * @param onChange is told when the leadership has come or gone
     */
    void campaign(Runnable onChange);

    /** Gives the leadership back and ends the campaign; to be called when all work has ended. */
    void resign();

    /** The leadership of an operator that is alone: nobody has to be asked. */
    static Leadership ofOne() {
        return new Leadership() {
            @Override
            public boolean isLeader() {
                return true;
            }

            @Override
            public Optional<String> obstacle() {
                return Optional.empty();
            }

            @Override
            public void campaign(Runnable onChange) {}

            @Override
            public void resign() {}
        };
    }
}
