package dev.novasphere.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void residentMemoryIsToldInBytes() throws IOException {
        assertThat(Memory.resident(file("status", "VmHWM:\t  90 kB\nVmRSS:\t  64 kB\nThreads: 3\n")))
                .hasValue(65_536);
    }

    @Test
    void theLimitIsThatOfTheFirstVersionThatTellsOne() throws IOException {
        assertThat(Memory.limit(List.of(folder.resolve("absent"), file("limit_in_bytes", "268435456\n"))))
                .hasValue(268_435_456);
    }

    @Test
    void whereThereIsNoLimitNoneIsTold() throws IOException {
        assertThat(Memory.limit(List.of(file("max", "max\n"), file("limit_in_bytes", "9223372036854771712\n"))))
                .isEmpty();
        assertThat(Memory.resident(folder.resolve("absent"))).isEmpty();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
