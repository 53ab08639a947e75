package io.adpipeline.it;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.KafkaBroker;
import io.adpipeline.broker.StartedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One embedded broker for all tests of a class. */
final class EmbeddedKafka implements BeforeAllCallback, AfterAllCallback {

    private Path folder;
    private StartedBroker started;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("kafka-");
        started = Brokers.start(BrokerChoice.parse("embedded"), BrokerSettings.in(folder));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        started.close();
        Utils.delete(folder.toFile());
    }

    KafkaBroker broker() {
        return started.broker();
    }
}
