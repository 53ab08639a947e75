package io.adpipeline.scenario;

import io.adpipeline.slo.Thresholds;
import io.adpipeline.traffic.TrafficModelFactory;
import io.adpipeline.traffic.TrafficModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/** Reads scenario files. Immutable, so that any thread may use it. */
public final class ScenarioParser {

    /** Prefix of the system properties that override keys; the dotted key follows it. */
    public static final String PROPERTY_PREFIX = "perf.set.";

    /** How the name of a scenario file ends. */
    public static final String ENDING = ".yaml";

    private static final Path COMMAND_LINE = Path.of("the command line");

    private final Map<String, TrafficModelFactory> models;
    private final UnaryOperator<String> override;

    /** A parser for overrides that are written as system properties. */
    public ScenarioParser() {
        this(key -> "-D" + PROPERTY_PREFIX + key);
    }

    /**
     * A parser for overrides that are written in another way.
     *
     * @param override how the override of a key is written, as in {@code --set KEY}
     */
    public ScenarioParser(UnaryOperator<String> override) {
        this(TrafficModels.load(), override);
    }

    /** @param models the traffic models that scenarios may name, by name */
    ScenarioParser(Map<String, TrafficModelFactory> models, UnaryOperator<String> override) {
        this.models = new TreeMap<>(models);
        this.override = override;
    }

    /**
     * The scenario of a file, every default filled in, the thresholds of {@link Thresholds#withValidityDefaults()}
     * included.
     *
     * @param file a YAML file; its name without {@code .yaml} is the scenario's name
     * @param overrides dotted keys and values that replace those of the file before anything is checked
     * @throws ScenarioException with all problems of the file, each with file and line, or the override
     */
    public Scenario parse(Path file, Map<String, String> overrides) {
        return parse(name(file), file, Optional.of(YamlDocument.read(file)), overrides);
    }

    /** The scenario of a text, as if it stood in the file. */
    public Scenario parse(Path file, String text) {
        return parse(name(file), file, Optional.of(YamlDocument.read(file, text)), Map.of());
    }

    /**
     * A scenario from keys alone, without a file.
     *
     * @param name of the scenario
     * @param keys dotted key and value
     * @throws ScenarioException with all problems
     */
    public Scenario fromKeys(String name, Map<String, String> keys) {
        return parse(name, COMMAND_LINE, Optional.empty(), keys);
    }

    /** Overrides with others over them, which also take the place of what says the same or cannot stand beside them. */
    public static Map<String, String> merged(Map<String, String> overrides, Map<String, String> over) {
        Map<String, String> merged = new TreeMap<>(overrides);
        merged.keySet().removeIf(key -> over.keySet().stream().anyMatch(other -> Entries.replaces(other, key)));
        merged.putAll(over);
        return merged;
    }

    private Scenario parse(String name, Path file, Optional<MappingNode> root, Map<String, String> overrides) {
        Problems problems = new Problems();
        Entries entries = new Entries(file, override, problems);
        root.ifPresent(entries::read);
        new TreeMap<>(overrides).forEach(entries::override);
        return new ScenarioReader(entries, problems, models).read(name);
    }

    /**
     * The tags in a file, even if other keys in it are wrong.
     *
     * @throws ScenarioException if the file cannot be read far enough to know
     */
    List<String> tags(Path file) {
        Entries entries = new Entries(file, override, new Problems());
        entries.read(YamlDocument.read(file));
        Problems ofTags = new Problems();
        List<String> tags = new ScenarioReader(entries, ofTags, models).value(ScenarioKeys.TAGS);
        ofTags.throwIfAny();
        return tags;
    }

    static String name(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
