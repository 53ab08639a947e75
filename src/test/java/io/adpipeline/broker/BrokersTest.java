package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokersTest {

    @Test
    void aContainerThatCannotBeHadIsAnErrorThatSaysWhatToDo() {
        assertThatExceptionOfType(BrokerException.class)
                .isThrownBy(() -> Brokers.start(
                        BrokerChoice.parse("testcontainers"),
                        BrokerSettings.in(Path.of("unused")),
                        () -> Optional.of("no Docker engine answers")))
                .withMessageContaining("asked for as testcontainers, but no Docker engine answers. Start Docker")
                .withMessageContaining("or ask for embedded instead");
    }

    @Test
    void anEngineOnAnotherMachineIsNotUsed() {
        assertThat(TestcontainersBroker.obstacleAt("localhost")).isEmpty();
        assertThat(TestcontainersBroker.obstacleAt("172.17.0.1"))
                .hasValue("the Docker engine is at 172.17.0.1 and not on this machine");
    }

    @Test
    void noEngineIsToldFromOneThatCannotBeUsed() {
        assertThat(TestcontainersBroker.reason(new IllegalStateException("Could not find a valid Docker environment")))
                .isEqualTo("no Docker engine answers");
        assertThat(TestcontainersBroker.reason(
                        new RuntimeException("wrapped", new RuntimeException("no such image\nat all"))))
                .isEqualTo("the Docker engine cannot be used: no such image");
        assertThat(TestcontainersBroker.reason(new UnsupportedOperationException()))
                .isEqualTo("the Docker engine cannot be used: UnsupportedOperationException");
    }
}
