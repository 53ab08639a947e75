package io.adpipeline.cli;

import io.adpipeline.files.UserPath;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioLibrary;
import io.adpipeline.scenario.ScenarioLibrary.Selection;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.scenario.ScenarioYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Which scenario a command takes its settings from, and where scenarios are. */
final class ScenarioOptions {

    /** The program's home, set by its start script. */
    private static final String HOME = "adpipeline.home";

    @Option(
            names = "--scenarios-dir",
            paramLabel = "DIR",
            description = "Where scenarios are, as NAME.yaml. Default: those that come with the program.")
    private Path directory;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Sets a key of the scenario, as in --set topics.events=my_events. May be repeated; wins over the "
                            + "scenario's own value. 'adpipeline scenarios keys' lists the keys.")
    private Map<String, String> set = Map.of();

    @Option(names = "--model", paramLabel = "NAME", description = "Short for --set traffic.model=NAME.")
    private String model;

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            description = "Events per second of each producer, short for --set eventsPerProducer=RATE.")
    private String rate;

    @Option(names = "--producers", paramLabel = "COUNT", description = "Short for --set producers=COUNT.")
    private String producers;

    @Option(names = "--duration", paramLabel = "DURATION", description = "Short for --set duration=DURATION.")
    private String duration;

    private String command;

    static ScenarioParser parser() {
        return parser(Map.of(), "");
    }

    private static ScenarioParser parser(Map<String, String> more, String option) {
        return new ScenarioParser(key -> (more.containsKey(key) ? option : "--set ") + key);
    }

    /** Replaces the scenario's pipeline by a command; an empty one leaves it. */
    void command(List<String> words) {
        command = words.isEmpty() ? null : ScenarioYaml.line(words);
    }

    Path directory() {
        if (directory != null) {
            return directory;
        }
        Path home = Path.of(System.getProperty(HOME, "."));
        Path distributed = home.resolve("scenarios");
        return Files.isDirectory(distributed) ? distributed : home.resolve("src/test/resources/scenarios");
    }

    /** A library of the scenarios in the directory. */
    ScenarioLibrary library() {
        return new ScenarioLibrary(directory(), parser());
    }

    /**
     * The keys that the command line gives.
     *
     * @throws IllegalArgumentException if it gives one twice, by --set and otherwise
     */
    Map<String, String> given() {
        Map<String, String> given = new TreeMap<>(set);
        put(given, "duration", duration);
        put(given, "eventsPerProducer", rate);
        put(given, "pipeline.command", command);
        put(given, "producers", producers);
        put(given, "traffic.model", model);
        return given;
    }

    /** @param value null where the command line does not give it */
    private static void put(Map<String, String> given, String key, String value) {
        if (value != null && given.put(key, value) != null) {
            throw new IllegalArgumentException(
                    "%s is given twice, by --set and by an option or words of its own".formatted(key));
        }
    }

    /**
     * One scenario by its name or its file, with the keys of the command line in place of its own.
     *
     * @throws io.adpipeline.scenario.ScenarioException with everything that is wrong
     */
    Scenario named(String nameOrFile) {
        return named(nameOrFile, Map.of(), "");
    }

    /**
     * The same with more keys.
     *
     * @param more keys over those of the command line
     * @param option that gives them, as in {@code "--b "}
     */
    Scenario named(String nameOrFile, Map<String, String> more, String option) {
        ScenarioParser parser = parser(more, option);
        Map<String, String> keys = ScenarioParser.merged(given(), more);
        if (nameOrFile.endsWith(ScenarioParser.ENDING)) {
            return parser.parse(UserPath.of(nameOrFile), keys);
        }
        List<Scenario> found =
                new ScenarioLibrary(directory(), parser).select(new Selection(List.of(nameOrFile), List.of()), keys);
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    "the scenario must be one, '%s' matches %d".formatted(nameOrFile, found.size()));
        }
        return found.get(0);
    }

    /** Gives a prefix, by default a random one, to each topic that neither the scenario nor the command line names. */
    Scenario withPrefix(Scenario scenario, Optional<String> prefix) {
        return scenario.withTopicPrefix(prefix, given().keySet());
    }

    /**
     * A scenario made of the command line alone.
     *
     * @param defaults values for keys that the command line does not give
     */
    Scenario ofKeys(String name, Map<String, String> defaults) {
        return parser().fromKeys(name, ScenarioParser.merged(defaults, given()));
    }
}
