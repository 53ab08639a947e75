package io.adpipeline.it;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.broker.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * One embedded broker for all test classes of this JVM that need no broker of their own: the first of them starts it,
 * JUnit closes it at its end. Topics of a test have names that no other test uses, or are cleared by it.
 */
public final class SharedKafka implements BeforeAllCallback {

    private KafkaBroker broker;

    @Override
    public void beforeAll(ExtensionContext context) {
        broker = context.getRoot()
                .getStore(Namespace.create(SharedKafka.class))
                .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class)
                .started()
                .broker();
    }

    public KafkaBroker broker() {
        return broker;
    }

    private record Running(Path folder, StartedBroker started) implements AutoCloseable {

        static Running start() {
            try {
                Path folder = Files.createTempDirectory("kafka-");
                return new Running(folder, Brokers.start(BrokerChoice.parse("embedded"), BrokerSettings.in(folder)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            started.close();
            FileUtils.deleteDirectory(folder.toFile());
        }
    }
}
