package io.adpipeline.cli;

import io.adpipeline.broker.BrokerException;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs the embedded Kafka, for those who have none. */
@Command(
        name = "broker",
        description = {
            "Runs a real Kafka (KRaft, one node) on this machine only, until Ctrl-C.",
            "Its data is temporary and is deleted at the end."
        },
        exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP, ExitCode.ENDED_HELP},
        footer = {"%nExamples:", "  adpipeline broker", "  adpipeline broker --port=19092 --heap-mb=1024"})
final class BrokerCommand implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    @ParentCommand
    private Main program;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port on loopback. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--heap-mb",
            paramLabel = "MB",
            defaultValue = "512",
            description = "Heap of its JVM, MB. Default: ${DEFAULT-VALUE}.")
    private int heapMb;

    @Override
    public Integer call() throws InterruptedException {
        program.shutdown().begin();
        try (WorkFolder folder = WorkFolder.of(null);
                EmbeddedBroker broker = EmbeddedBroker.start(new BrokerSettings(
                        folder.path(), BrokerSettings.DEFAULT_IMAGE, Map.of(), Optional.of(port), heapMb))) {
            program.shutdown().handlesShutdown();
            program.console()
                    .print("%s, at %s; Ctrl-C ends it"
                            .formatted(broker.description(), broker.connection().bootstrapServers()));
            while (!program.shutdown().await(LOOK)) {
                broker.failure().ifPresent(why -> {
                    throw new BrokerException(why);
                });
            }
            program.console().print("ended");
            return ExitCode.PASS;
        }
    }
}
