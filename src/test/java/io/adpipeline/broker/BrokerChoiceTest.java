package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.broker.BrokerChoice.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerChoiceTest {

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "testcontainers, TESTCONTAINERS", "embedded, EMBEDDED"})
    void theNamedKindsAreUnderstood(String text, Kind kind) {
        assertThat(BrokerChoice.parse(text)).isEqualTo(new BrokerChoice(kind, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:9092", "a.example.org:1,b-2.example.org:65535", "[::1]:9092", "10.0.0.1:9092"})
    void addressesMeanAKafkaThatRunsAlready(String text) {
        assertThat(BrokerChoice.parse(text)).isEqualTo(new BrokerChoice(Kind.EXTERNAL, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "docker", "Auto", "localhost", "localhost:", "localhost:0", "a:65536", "a:1,", "a b:1"})
    void anythingElseIsRefusedWithWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BrokerChoice.parse(text))
                .withMessageContaining(
                        "must be auto, testcontainers, embedded or HOST:PORT[,HOST:PORT…], was '%s'", text);
    }
}
