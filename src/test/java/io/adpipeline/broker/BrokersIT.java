package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adpipeline.kafka.KafkaUnavailableException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BrokersIT {

    @TempDir
    private Path directory;

    @Test
    void autoTakesAContainerWhereDockerAnswersAndSaysWhy() {
        try (StartedBroker started = Brokers.start(BrokerChoice.parse("auto"), BrokerSettings.in(directory))) {
            String expected = DockerEngine.answers()
                    ? "Kafka: apache/kafka:3\\.9\\.2 in Docker \\(a Docker engine answers\\)"
                    : "Kafka: embedded broker 3\\.9\\.2 on port \\d+ \\(no Docker engine answers\\)";
            assertThat(started.line()).matches(expected);
        }
    }

    @Test
    void aKafkaThatRunsAlreadyIsUsedAndLeftAlone() throws Exception {
        BrokerSettings settings = BrokerSettings.in(directory);
        try (StartedBroker running = Brokers.start(BrokerChoice.parse("embedded"), settings)) {
            String address = running.broker().connection().bootstrapServers();
            StartedBroker external = Brokers.start(BrokerChoice.parse(address), settings);

            assertThat(external.line()).isEqualTo("Kafka: Kafka at " + address + " (asked for)");
            assertThat(external.broker().ownedByRun()).isFalse();
            assertThat(external.broker().kind()).isEqualTo("external");
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(external.broker()::kill)
                    .withMessageContaining("not ours to kill");
            external.close();
            external.close();

            ExternalBroker.connect(running.broker().connection()).close();
        }
    }

    @Test
    @Timeout(15)
    void aDeadAddressIsOneClearLine() throws IOException {
        int port = deadPort();

        assertThatExceptionOfType(KafkaUnavailableException.class)
                .isThrownBy(() -> Brokers.start(BrokerChoice.parse("localhost:" + port), BrokerSettings.in(directory)))
                .withMessage("no Kafka answers at localhost:%d: Connection refused".formatted(port));
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
