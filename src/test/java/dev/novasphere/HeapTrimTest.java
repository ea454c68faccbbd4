package dev.novasphere;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The heap is trimmed after work, and never during it. */
class HeapTrimTest {
    private static final int MEBIBYTE = 1 << 20;

    private Duration quiet = Duration.ZERO;
    private final HeapTrim trim = new HeapTrim(() -> quiet);

    @AfterEach
    void end() {
        trim.end();
    }

    @Test
    void whatABusyTimeHasLeftGoesWhenItIsQuiet() {
        quiet = Duration.ofMinutes(1);
        trim.look(); // Whatever earlier tests have left is none of ours.
        var left = garbage();
        assertThat(trim.look()).isTrue();
        assertThat(left).allMatch(block -> block.get() == null);
    }

    @Test
    void aPassIsNotHeldUpAndAQuietTimeIsNotUsedTwice() {
        quiet = Duration.ofMinutes(1);
        trim.look();
        assertThat(trim.look()).as("nothing was done since").isFalse();
        var _ = garbage();
        quiet = Duration.ZERO;
        assertThat(trim.look()).as("while there is work").isFalse();
        quiet = Duration.ofMinutes(1);
        assertThat(trim.look()).as("after it").isTrue();
    }

    /** Blocks that have been in use together, and of which nobody has one any longer. */
    private static List<WeakReference<byte[]>> garbage() {
        var blocks = new ArrayList<>(
                IntStream.range(0, 64).mapToObj(_ -> new byte[MEBIBYTE]).toList());
        return blocks.stream().map(WeakReference::new).toList();
    }
}
