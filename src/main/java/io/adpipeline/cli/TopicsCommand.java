package io.adpipeline.cli;

import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import io.adpipeline.run.ScenarioParts;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes and empties the two topics. */
@Command(
        name = "topics",
        description = "Creates or clears the topics of events and results.",
        synopsisSubcommandLabel = "(create | clear)",
        subcommands = {TopicsCommand.Create.class, TopicsCommand.Clear.class},
        footer = {
            "%nExamples:",
            "  adpipeline topics create --set topics.partitions=4",
            "  adpipeline topics clear --bootstrap-server=broker-1:9092,broker-2:9092"
        })
final class TopicsCommand {

    @ParentCommand
    private Main program;

    private static List<String> names(Scenario scenario) {
        return List.of(scenario.topics().events(), scenario.topics().results());
    }

    /** Creates both. */
    @Command(
            name = "create",
            description = {
                "Creates both topics, with the broker's append time as the time of their records.",
                "A topic that exists is an error, unless --if-not-exists leaves it alone."
            },
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP, ExitCode.ENDED_HELP},
            footer = {
                "%nExamples:",
                "  adpipeline topics create",
                "  adpipeline topics create --set topics.partitions=4 --set topics.replication=3"
            })
    static final class Create implements Callable<Integer> {

        @ParentCommand
        private TopicsCommand topicsCommand;

        @Option(names = "--if-not-exists", description = "Leave a topic that exists as it is.")
        private boolean ifNotExists;

        @Mixin
        private KafkaOptions kafka;

        @Mixin
        private PartOptions part;

        @Override
        public Integer call() throws InterruptedException {
            topicsCommand.program.shutdown().begin();
            Scenario scenario = part.scenario(Map.of());
            TopicLayout layout = ScenarioParts.topicLayout(scenario);
            try (Topics topics = new Topics(kafka.connection(scenario))) {
                for (String name : names(scenario)) {
                    if (ifNotExists && topics.exists(name)) {
                        topicsCommand.program.console().print("%s exists, left as it is".formatted(name));
                    } else {
                        topics.create(name, layout);
                        topicsCommand.program.console().print("%s created with %s".formatted(name, layout));
                    }
                }
            }
            return ExitCode.PASS;
        }
    }

    /** Empties both. */
    @Command(
            name = "clear",
            description = {
                "Empties both topics by deleting and creating them again. What was in them is lost.",
                "They keep their partitions, replication and settings. Returns when the cluster has really done it."
            },
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP, ExitCode.ENDED_HELP},
            footer = {
                "%nExample:",
                "  adpipeline topics clear --set topics.events=my_events --set topics.results=my_results"
            })
    static final class Clear implements Callable<Integer> {

        @ParentCommand
        private TopicsCommand topicsCommand;

        @Mixin
        private KafkaOptions kafka;

        @Mixin
        private PartOptions part;

        @Override
        public Integer call() throws InterruptedException {
            topicsCommand.program.shutdown().begin();
            Scenario scenario = part.scenario(Map.of());
            try (Topics topics = new Topics(kafka.connection(scenario))) {
                // both have to be there before one is touched
                names(scenario).forEach(topics::describe);
                for (String name : names(scenario)) {
                    topics.clear(name);
                    topicsCommand
                            .program
                            .console()
                            .print("%s cleared, it has %s".formatted(name, topics.describe(name)));
                }
            }
            return ExitCode.PASS;
        }
    }
}
