package dev.novasphere.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The integration tests run what the environment says, or nothing. */
class OperatorCommandTest {
    @Test
    void aNativeExecutableIsRunByItself() {
        assertThat(OperatorCommand.of(Optional.of("scripts/native.sh")))
                .first()
                .asString()
                .endsWith("/scripts/native.sh");
        assertThat(OperatorCommand.of(Optional.of("scripts/native.sh")))
                .contains("-Xmx96m")
                .doesNotContain("-jar");
    }

    @Test
    void anExecutableThatIsNotThereIsNotReplacedByTheJvm() {
        assertThatThrownBy(() -> OperatorCommand.of(Optional.of("target/no-such-executable")))
                .hasMessageContaining("target/no-such-executable");
    }
}
