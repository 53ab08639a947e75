package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
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
    void eachSettingCanBeChangedAlone() {
        BrokerSettings changed = settings.withImage("kafka:1").withPort(9092).withHeapMb(64);

        assertThat(changed.image()).isEqualTo("kafka:1");
        assertThat(changed.port()).contains(9092);
        assertThat(changed.heapMb()).isEqualTo(64);
        assertThat(changed.workDirectory()).isEqualTo(settings.workDirectory());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withPort(0))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withPort(65_536))
                .withMessageContaining("65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withHeapMb(63))
                .withMessageContaining("was 63");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withImage(" "))
                .withMessageContaining("image");
    }

    @Test
    void clientPropertiesShowTheirNamesOnly() {
        assertThat(settings.withClientProperties(Map.of("ssl.key.password", "hunter2"))
                        .toString())
                .contains("ssl.key.password")
                .doesNotContain("hunter2");
    }
}
