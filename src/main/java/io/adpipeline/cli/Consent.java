package io.adpipeline.cli;

import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Asks the person at the terminal before topics are deleted, or others' Kafka gets a heavy load. */
@SuppressWarnings("SystemConsoleNull") // the JDKs that Spark runs on give null where there is no terminal
final class Consent {

    @Option(
            names = "--yes",
            description = "Do not ask for consent; where there is no terminal, nobody can be asked. It is needed for "
                    + "'topics clear', a search for capacity, and more than 100,000 events/s.")
    private boolean given;

    private static volatile boolean asking;

    /** Whether the person agreed beforehand. */
    boolean given() {
        return given;
    }

    private Consent() {}

    /** Whether there is a terminal. */
    static boolean canBeAskedFor() {
        return System.console() != null;
    }

    /**
     * Asks whether a heavy load may go to a Kafka that others may use, unless the person agreed beforehand.
     *
     * @throws IllegalArgumentException if the person does not agree, or there is no terminal to ask at
     */
    void requireForLoad(Scenario scenario, KafkaConnection kafka) {
        Optional<String> heavy = ScenarioParts.heavyLoad(scenario);
        if (given || heavy.isEmpty()) {
            return;
        }
        String what = "%s, and others may use the Kafka at %s".formatted(heavy.get(), kafka.bootstrapServers());
        if (!agrees(what + ". Go on?")) {
            throw new IllegalArgumentException(what + ": say --yes, or agree in a terminal");
        }
    }

    private static boolean agrees(String question) {
        asking = true;
        try {
            return canBeAskedFor() && "y".equalsIgnoreCase(System.console().readLine("%s [y/N] ", question));
        } finally {
            asking = false;
        }
    }

    /** Whether somebody is being asked: nothing has been changed yet, and an interrupt does not end the question. */
    static boolean isAsking() {
        return asking;
    }

    /** Whether the person agrees that topics are deleted and created again; without a terminal nobody does. */
    static boolean toDelete(List<String> topics, KafkaConnection kafka) {
        return agrees("Delete %s at %s, with all that is in them, and create them again, empty?"
                .formatted(String.join(" and ", topics), kafka.bootstrapServers()));
    }
}
