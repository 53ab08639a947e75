package io.adpipeline.cli;

import io.adpipeline.kafka.KafkaConnection;
import java.util.List;

/** Asks the person at the terminal before something is lost. */
@SuppressWarnings("SystemConsoleNull") // the JDKs that Spark runs on give null where there is no terminal
final class Consent {

    private Consent() {}

    /** Whether there is a terminal. */
    static boolean canBeAskedFor() {
        return System.console() != null;
    }

    /** Whether the person agrees that topics are deleted and created again; without a terminal nobody does. */
    static boolean toDelete(List<String> topics, KafkaConnection kafka) {
        return canBeAskedFor()
                && "y"
                        .equalsIgnoreCase(System.console()
                                .readLine(
                                        "Delete %s at %s, with all that is in them, and create them again, empty? [y/N] ",
                                        String.join(" and ", topics), kafka.bootstrapServers()));
    }
}
