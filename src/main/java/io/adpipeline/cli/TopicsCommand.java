package io.adpipeline.cli;

import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Creates and empties the two topics. */
@Command(
        name = "topics",
        description = "Creates or clears the topics of events and results.",
        synopsisSubcommandLabel = "(create | clear)",
        footer = {
            "%nExamples:",
            "  adpipeline topics create --set topics.partitions=4",
            "  adpipeline topics clear --bootstrap-server=broker-1:9092,broker-2:9092"
        })
final class TopicsCommand {

    /** Short enough that four runs with it are less than a day, so that the topics keep records for a day. */
    private static final String SHORT_TAIL = "5h";

    @ParentCommand
    private Main program;

    private static List<String> names(Scenario scenario) {
        return List.of(scenario.topics().events(), scenario.topics().results());
    }

    @Command(
            name = "create",
            description = {
                "Creates both topics, with the broker's append time as the time of their records. Only results with",
                "resultTime=receipt keep the cluster's default.",
                "A topic that exists is an error, unless --if-not-exists leaves it alone."
            },
            exitCodeList = {ExitCode.DONE_HELP, ExitCode.USAGE_HELP, ExitCode.ERROR_HELP, ExitCode.ENDED_HELP},
            footer = {
                "%nExamples:",
                "  adpipeline topics create",
                "  adpipeline topics create --set topics.partitions=4 --set topics.replication=3"
            })
    int create(
            @Option(names = "--if-not-exists", description = "Leave a topic that exists as it is.") boolean ifNotExists,
            @Mixin PartOptions part)
            throws InterruptedException {
        program.shutdown().begin();
        Scenario scenario = part.scenario(Map.of("tail", SHORT_TAIL));
        try (Topics topics = new Topics(part.connection(scenario))) {
            List<String> existing =
                    names(scenario).stream().filter(topics::exists).toList();
            if (!ifNotExists && !existing.isEmpty()) {
                throw new RunException(
                        "already there: %s. Say --if-not-exists, or empty both topics with 'adpipeline topics clear'"
                                .formatted(String.join(" and ", existing)));
            }
            // before one is created
            existing.forEach(name -> requireLike(ScenarioParts.topicLayout(scenario, name), name, topics));
            for (String name : names(scenario)) {
                if (existing.contains(name)) {
                    program.console().print("%s exists, left as it is".formatted(name));
                } else {
                    TopicLayout layout = ScenarioParts.topicLayout(scenario, name);
                    topics.create(name, layout);
                    program.console().print("%s created with %s".formatted(name, layout));
                }
            }
        }
        return ExitCode.PASS;
    }

    /** Refuses a topic with other partitions, producers' times or compaction: latencies or counts would differ. */
    private static void requireLike(TopicLayout wanted, String name, Topics topics) {
        TopicLayout found = topics.describe(name);
        List<String> differences = new ArrayList<>();
        if (found.partitions() != wanted.partitions()) {
            differences.add("%d partitions, not %d".formatted(found.partitions(), wanted.partitions()));
        }
        if (wanted.config().containsKey(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG) && !topics.hasBrokerTime(name)) {
            differences.add("its producers' times, not the broker's");
        }
        if (found.config().getOrDefault(TopicConfig.CLEANUP_POLICY_CONFIG, "").contains("compact")) {
            differences.add("it compacts");
        }
        if (!differences.isEmpty()) {
            throw new RunException("%s exists with other settings: %s. Delete it, or take other names"
                    .formatted(name, String.join("; ", differences)));
        }
    }

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
    int clear(@Mixin Consent consent, @Mixin PartOptions part) throws InterruptedException {
        program.shutdown().begin();
        Scenario scenario = part.scenario(Map.of());
        KafkaConnection connection = part.connection(scenario);
        List<String> names = names(scenario);
        try (Topics topics = new Topics(connection)) {
            // both have to be there before one is touched
            names.forEach(name -> program.console().print("%s has %s".formatted(name, topics.describe(name))));
            if (!consent.given() && !Consent.toDelete(names, connection)) {
                throw new RunException("nothing was deleted: say --yes, or agree in a terminal");
            }
            for (String name : names) {
                topics.clear(name);
                program.console().print("%s cleared, it has %s".formatted(name, topics.describe(name)));
            }
        }
        return ExitCode.PASS;
    }
}
