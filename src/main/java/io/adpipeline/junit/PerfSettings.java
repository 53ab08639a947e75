package io.adpipeline.junit;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.compare.Side;
import io.adpipeline.files.UserPath;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.run.RunOptions;
import io.adpipeline.scenario.ScenarioLibrary.Selection;
import io.adpipeline.scenario.ScenarioParser;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings {@code -Dperf.…} of a suite.
 *
 * @param scenariosDirectory where the scenario files are
 * @param selection which of them to run
 * @param overrides scenario keys set from outside
 * @param comparison what each of two variants has otherwise, by key; empty if nothing is compared
 * @param base the revision to compare with, as Git takes it; empty if a is of the work tree too
 * @param options how the scenarios are run
 * @param consent whether a Kafka that others may use can get a heavy load
 * @param topicPrefix of topics on a Kafka that runs already; empty for a random one
 * @param history what is kept of earlier runs; empty if nothing is
 * @param reportUrl where the report can be read afterwards, if the caller knows
 */
record PerfSettings(
        Path scenariosDirectory,
        Selection selection,
        Map<String, String> overrides,
        Map<Side, Map<String, String>> comparison,
        Optional<String> base,
        RunOptions options,
        boolean consent,
        Optional<String> topicPrefix,
        Optional<HistoryFolder> history,
        Optional<String> reportUrl) {

    private static final String PREFIX = "perf.";
    private static final String OF_COMPARISON = "perf.compare.";
    private static final String BASE = OF_COMPARISON + "base";
    private static final String SCENARIOS = "perf.scenarios";
    private static final String TAGS = "perf.tags";
    private static final String DIRECTORY = "perf.scenarios.dir";
    private static final String KAFKA = "perf.kafka";
    private static final String IMAGE = "perf.kafka.image";
    private static final String CLIENT_CONFIG = "perf.kafka.config";
    private static final String MASTER = "perf.spark.master";
    private static final String RESULTS = "perf.results.dir";
    private static final String CLEAR = "perf.clear";
    private static final String YES = "perf.yes";
    private static final String TOPIC_PREFIX = "perf.topic.prefix";
    private static final String COMMIT = "perf.commit";
    private static final String HEAP = "perf.heap";
    private static final String PROFILE = "perf.profile";
    private static final String HISTORY = "perf.history.dir";
    private static final String REPORT_URL = "perf.report.url";
    private static final String SINGLE_FILE = "perf.report.single";
    static final List<String> KNOWN = List.of(
            SCENARIOS,
            TAGS,
            DIRECTORY,
            KAFKA,
            IMAGE,
            CLIENT_CONFIG,
            MASTER,
            RESULTS,
            CLEAR,
            YES,
            TOPIC_PREFIX,
            COMMIT,
            HEAP,
            PROFILE,
            HISTORY,
            REPORT_URL,
            SINGLE_FILE,
            BASE);

    /** What the names of settings for any key of a scenario begin with. */
    private static final List<String> PREFIXES =
            List.of(ScenarioParser.PROPERTY_PREFIX, prefix(Side.A), prefix(Side.B));

    PerfSettings {
        comparison = Map.copyOf(comparison);
        overrides = Map.copyOf(overrides);
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException for a {@code perf.} property that does not exist or has no valid value
     */
    static PerfSettings of(Properties properties) {
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX) && PREFIXES.stream().noneMatch(name::startsWith) && !KNOWN.contains(name)) {
                throw new IllegalArgumentException("-D%s is not a setting; there are -D%s and -D%sKEY"
                        .formatted(name, String.join(", -D", KNOWN), String.join("KEY, -D", PREFIXES)));
            }
        }
        flag(properties, SINGLE_FILE); // used by the build; a wrong value is an error here
        return new PerfSettings(
                path(properties, DIRECTORY, "src/test/resources/scenarios"),
                Selection.of(properties.getProperty(SCENARIOS, ""), properties.getProperty(TAGS, "")),
                overrides(properties, ScenarioParser.PROPERTY_PREFIX),
                comparison(properties),
                text(properties, BASE),
                options(properties),
                flag(properties, YES),
                text(properties, TOPIC_PREFIX),
                text(properties, HISTORY).map(text -> new HistoryFolder(value(HISTORY, text, UserPath::of))),
                text(properties, REPORT_URL));
    }

    private static Map<String, String> overrides(Properties properties, String prefix) {
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(prefix))
                .collect(Collectors.toMap(name -> name.substring(prefix.length()), properties::getProperty));
    }

    private static Map<Side, Map<String, String>> comparison(Properties properties) {
        Map<Side, Map<String, String>> changes = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            changes.put(side, overrides(properties, prefix(side)));
        }
        boolean any = properties.containsKey(BASE) || !changes.values().stream().allMatch(Map::isEmpty);
        return any ? changes : Map.of();
    }

    private static String prefix(Side side) {
        return OF_COMPARISON + side.label() + ".";
    }

    /** The keys that a side has set from outside. */
    Map<String, String> overrides(Side side) {
        Map<String, String> all = new TreeMap<>(overrides);
        all.putAll(comparison.getOrDefault(side, Map.of()));
        return all;
    }

    /** How a key of a side is set. */
    String property(Side side, String key) {
        boolean ofSide = comparison.getOrDefault(side, Map.of()).containsKey(key);
        return "-D" + (ofSide ? prefix(side) : ScenarioParser.PROPERTY_PREFIX) + key;
    }

    private static Optional<String> text(Properties properties, String name) {
        Optional<String> value = Optional.ofNullable(properties.getProperty(name));
        if (value.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("-D%s must not be empty".formatted(name));
        }
        return value;
    }

    private static RunOptions options(Properties properties) {
        String master = properties.getProperty(MASTER);
        return new RunOptions(
                        value(KAFKA, properties.getProperty(KAFKA, "auto"), BrokerChoice::parse),
                        properties.getProperty(IMAGE, BrokerSettings.DEFAULT_IMAGE),
                        clientProperties(properties.getProperty(CLIENT_CONFIG)),
                        master == null ? Map.of() : Map.of("spark.master", master),
                        value(HEAP, properties.getProperty(HEAP, PipelineHost.DEFAULT_HEAP), PipelineHost::heap),
                        path(properties, RESULTS, "target/perf"),
                        flag(properties, CLEAR))
                .withProfile(flag(properties, PROFILE));
    }

    private static Map<String, String> clientProperties(String file) {
        return file == null ? Map.of() : KafkaConnection.readProperties(value(CLIENT_CONFIG, file, UserPath::of));
    }

    private static Path path(Properties properties, String name, String otherwise) {
        return value(name, properties.getProperty(name, otherwise), UserPath::of);
    }

    /** Reads a value; what is wrong with it is told with the property's name. */
    private static <T> T value(String name, String text, Function<String, T> read) {
        try {
            return read.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("-D%s: %s".formatted(name, e.getMessage()), e);
        }
    }

    private static boolean flag(Properties properties, String name) {
        String value = properties.getProperty(name, "false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new IllegalArgumentException("-D%s must be true or false, was '%s'".formatted(name, value));
        }
        return value.equals("true");
    }
}
