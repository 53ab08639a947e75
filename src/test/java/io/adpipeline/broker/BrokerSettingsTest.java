package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerSettingsTest {

    private final BrokerSettings settings = BrokerSettings.in(Path.of("work"));

    @Test
    void theDefaultsNeedNothingButADirectory() {
        assertThat(settings.image()).isEqualTo("apache/kafka:3.9.2");
        assertThat(settings.heapMb()).isEqualTo(512);
        assertThat(settings.port()).isEmpty();
        assertThat(settings.clientProperties()).isEmpty();
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("kafka:1", 0, 64))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("kafka:1", 65_536, 64))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("kafka:1", 9092, 63))
                .withMessageContaining("was 63");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(" ", 9092, 64))
                .withMessageContaining("image");
    }

    @Test
    void clientPropertiesShowTheirNamesOnly() {
        assertThat(new BrokerSettings(
                                Path.of("work"), "kafka:1", Map.of("ssl.key.password", "hunter2"), Optional.empty(), 64)
                        .toString())
                .contains("ssl.key.password")
                .doesNotContain("hunter2");
    }

    private static BrokerSettings with(String image, int port, int heapMb) {
        return new BrokerSettings(Path.of("work"), image, Map.of(), Optional.of(port), heapMb);
    }
}
