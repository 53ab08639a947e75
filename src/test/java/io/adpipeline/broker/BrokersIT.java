package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.kafka.KafkaUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BrokersIT {

    @TempDir
    private Path directory;

    @Test
    void autoFallsBackToTheEmbeddedBrokerAndAKafkaThatRunsAlreadyIsLeftAlone() throws Exception {
        BrokerSettings settings = BrokerSettings.in(directory);
        try (StartedBroker running = startWithoutDocker(settings)) {
            assertThat(running.line()).matches("embedded broker 3\\.9\\.2 on port \\d+ \\(no Docker today\\)");
            String address = running.broker().connection().bootstrapServers();
            StartedBroker external = Brokers.start(BrokerChoice.parse(address), settings);

            assertThat(external.line()).isEqualTo("Kafka at " + address + " (asked for)");
            assertThat(external.broker().ownedByRun()).isFalse();
            assertThat(external.broker().kind()).isEqualTo("external");
            external.close();
            external.close();

            new ExternalBroker(running.broker().connection()).close();
        }
    }

    @Test
    @Timeout(15)
    void aDeadAddressIsOneClearLine() throws IOException {
        int port = FreePort.find();

        assertThatExceptionOfType(KafkaUnavailableException.class)
                .isThrownBy(() -> Brokers.start(BrokerChoice.parse("localhost:" + port), BrokerSettings.in(directory)))
                .withMessage("no Kafka answers at localhost:%d: Connection refused".formatted(port));
    }

    private static StartedBroker startWithoutDocker(BrokerSettings settings) {
        return Brokers.start(BrokerChoice.parse("auto"), settings, () -> Optional.of("no Docker today"));
    }
}
