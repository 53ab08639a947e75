package io.adpipeline.run;

import io.adpipeline.broker.BrokerException;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.Brokers;
import io.adpipeline.broker.Brokers.StartedBroker;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka of one run, or of several one after the other. Closing it ends the broker, and keeps the broker's log if
 * that holds a warning. Used by the thread of the runs.
 */
final class RunKafka implements AutoCloseable {

    private static final Pattern WARNING = Pattern.compile("\\b(WARN|ERROR|FATAL)\\b|Exception");
    /** Every new node warns that its metadata log is empty. */
    private static final String NEW_NODE = "Performing controller activation";

    private static final Logger LOG = LoggerFactory.getLogger(RunKafka.class);

    private final StartedBroker started;
    private final RunFolder folder;

    private RunKafka(StartedBroker started, RunFolder folder) {
        this.started = started;
        this.folder = folder;
    }

    /**
     * Starts the Kafka that scenario and options ask for.
     *
     * @throws io.adpipeline.broker.BrokerException if it cannot be had
     */
    static RunKafka start(Scenario scenario, RunOptions options, RunFolder folder) {
        BrokerSettings settings = new BrokerSettings(
                folder.work(RunFolder.Part.BROKER),
                options.kafkaImage(),
                options.clientProperties(),
                Optional.empty(),
                BrokerSettings.DEFAULT_HEAP_MB);
        try {
            return new RunKafka(Brokers.start(options.brokerFor(scenario), settings), folder);
        } catch (RuntimeException e) {
            RuntimeException failure = e instanceof BrokerException
                    ? withKeptLog(e, settings.workDirectory().toAbsolutePath(), folder.log(RunFolder.Part.BROKER))
                    : e;
            folder.removeWork();
            throw failure;
        }
    }

    /** The failure with the name of a log that stays, in place of one in the folder that goes. */
    static RuntimeException withKeptLog(RuntimeException failure, Path work, Path kept) {
        String message = failure.getMessage();
        for (File log : work.toFile().listFiles((folder, name) -> name.endsWith(".log"))) {
            try {
                Files.copy(log.toPath(), kept, StandardCopyOption.REPLACE_EXISTING);
                message = message.replace(log.toString(), kept.toString());
            } catch (IOException e) {
                LOG.warn("{} cannot be kept: {}", log, e.toString());
            }
        }
        return new BrokerException(message, failure);
    }

    StartedBroker started() {
        return started;
    }

    /** A container logs its start too; only a line of level WARN or above makes the log worth keeping. */
    private static boolean warns(Path log) throws IOException {
        // not Files.lines, which refuses a log that is not clean UTF-8
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .anyMatch(line -> WARNING.matcher(line).find() && !line.contains(NEW_NODE));
    }

    @Override
    public void close() {
        try (started) {
            Path log = started.broker().log().orElse(null);
            if (log != null && Files.isRegularFile(log) && warns(log)) {
                Files.copy(log, folder.log(RunFolder.Part.BROKER));
            }
        } catch (IOException | RuntimeException e) {
            // the run is measured already, and must not be lost because of this
            LOG.warn("the broker was not closed, or its log not kept: {}", e.toString());
        }
    }
}
