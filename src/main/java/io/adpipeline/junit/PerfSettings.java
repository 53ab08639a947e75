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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings {@code -Dperf.…} of a suite.
 *
 * @param scenariosDirectory where the scenario files are
 * @param selection which of them to run
 * @param overrides scenario keys set from outside
 * @param comparison the keys that each of two variants sets on top, by side; empty if nothing is compared
 * @param base the revision to compare with, as Git takes it; empty if a is of the work tree too
 * @param options how the scenarios are run
 * @param consent whether a Kafka that others may use can get a heavy load
 * @param topicPrefix of topics on a Kafka that runs already; empty for a random one
 * @param history the folder that keeps the history of earlier runs; empty if nothing is kept
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
        Optional<Path> history,
        Optional<String> reportUrl) {

    private static final String PREFIX = "perf.";
    private static final String OF_COMPARISON = "perf.compare.";

    /** A setting that has a name of its own. */
    enum Setting {
        SCENARIOS("perf.scenarios"),
        TAGS("perf.tags"),
        DIRECTORY("perf.scenarios.dir"),
        KAFKA("perf.kafka"),
        IMAGE("perf.kafka.image"),
        CLIENT_CONFIG("perf.kafka.config"),
        MASTER("perf.spark.master"),
        RESULTS("perf.results.dir"),
        CLEAR("perf.clear"),
        YES("perf.yes"),
        TOPIC_PREFIX("perf.topic.prefix"),
        COMMIT("perf.commit"),
        HEAP("perf.heap"),
        PROFILE("perf.profile"),
        HISTORY("perf.history.dir"),
        REPORT_URL("perf.report.url"),
        BASE(OF_COMPARISON + "base");

        private final String property;

        Setting(String property) {
            this.property = property;
        }

        private String or(String otherwise, Properties properties) {
            return properties.getProperty(property, otherwise);
        }

        private Optional<String> text(Properties properties) {
            Optional<String> value = Optional.ofNullable(properties.getProperty(property));
            if (value.filter(String::isBlank).isPresent()) {
                throw new IllegalArgumentException("-D%s must not be empty".formatted(property));
            }
            return value;
        }

        private Optional<Path> path(Properties properties) {
            return text(properties).map(path -> read(path, UserPath::of));
        }

        /** Reads a value; an error names the setting. */
        private <T> T read(String text, Function<String, T> reader) {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("-D%s: %s".formatted(property, e.getMessage()), e);
            }
        }

        private boolean flag(Properties properties) {
            String value = or("false", properties);
            if (!value.equals("true") && !value.equals("false")) {
                throw new IllegalArgumentException("-D%s must be true or false, was '%s'".formatted(property, value));
            }
            return value.equals("true");
        }
    }

    static final List<String> KNOWN =
            Stream.of(Setting.values()).map(setting -> setting.property).toList();

    /** Prefixes of the settings that set any key of a scenario. */
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
        return new PerfSettings(
                Setting.DIRECTORY.path(properties).orElse(Path.of("src/test/resources/scenarios")),
                Selection.of(Setting.SCENARIOS.or("", properties), Setting.TAGS.or("", properties)),
                overrides(properties, ScenarioParser.PROPERTY_PREFIX),
                comparison(properties),
                Setting.BASE.text(properties),
                options(properties),
                Setting.YES.flag(properties),
                Setting.TOPIC_PREFIX.text(properties),
                Setting.HISTORY.path(properties),
                Setting.REPORT_URL.text(properties));
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
        boolean any = properties.containsKey(Setting.BASE.property)
                || !changes.values().stream().allMatch(Map::isEmpty);
        return any ? changes : Map.of();
    }

    private static String prefix(Side side) {
        return OF_COMPARISON + side.label() + ".";
    }

    /** The keys that are set from outside for a side. */
    Map<String, String> overrides(Side side) {
        return ScenarioParser.merged(overrides, comparison.getOrDefault(side, Map.of()));
    }

    /** The option that sets a key of a side, as in {@code -Dperf.set.window}. */
    String property(Side side, String key) {
        boolean ofSide = comparison.getOrDefault(side, Map.of()).containsKey(key);
        return "-D" + (ofSide ? prefix(side) : ScenarioParser.PROPERTY_PREFIX) + key;
    }

    private static RunOptions options(Properties properties) {
        return new RunOptions(
                Setting.KAFKA.read(Setting.KAFKA.text(properties).orElse("auto"), BrokerChoice::parse),
                Setting.IMAGE.text(properties).orElse(BrokerSettings.DEFAULT_IMAGE),
                Setting.CLIENT_CONFIG
                        .path(properties)
                        .map(KafkaConnection::readProperties)
                        .orElse(Map.of()),
                Setting.MASTER
                        .text(properties)
                        .map(master -> Map.of("spark.master", master))
                        .orElse(Map.of()),
                Setting.HEAP.read(Setting.HEAP.text(properties).orElse(PipelineHost.DEFAULT_HEAP), PipelineHost::heap),
                Setting.RESULTS.path(properties).orElse(Path.of("target/perf")),
                Setting.CLEAR.flag(properties),
                Setting.PROFILE.flag(properties),
                () -> false);
    }
}
