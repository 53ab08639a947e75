package io.adpipeline.scenario;

import io.adpipeline.scenario.Problems.Place;
import io.adpipeline.slo.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The entries of a scenario file by dotted key, replaced by those of overrides. Not thread-safe. */
final class Entries {

    private static final Set<Tag> PLAIN = Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ);

    private static final String SLO = "slo";

    /** Groups that may be written as a single value, and the key in the group that this value sets. */
    static final Map<String, String> SHORT_FORMS = Map.of("pipeline", "name", "warmup", "fixed");

    private final Path file;
    private final UnaryOperator<String> override;
    private final Problems problems;
    private final Map<String, Entry> byKey = new TreeMap<>();
    private final Map<String, Place> groups = new HashMap<>();
    private final Set<Node> anchored = new HashSet<>();

    /** @param override how the override of a key is written, for messages */
    Entries(Path file, UnaryOperator<String> override, Problems problems) {
        this.file = file;
        this.override = override;
        this.problems = problems;
    }

    /** Reads a mapping and all below it; unknown and repeated keys become problems. */
    void read(MappingNode root) {
        readGroup("", root);
    }

    /** Replaces the file's value of a key; an unknown key becomes a problem. */
    void override(String key, String value) {
        Place place = Place.override(override.apply(key));
        String group = "";
        for (String name : split(key)) {
            if (!checkKnown(place, group, name)) {
                return;
            }
            group = join(group, name);
        }
        Optional<String> longKey = longKey(key);
        if (longKey.isEmpty() && isGroup(key)) {
            problems.add(
                    place,
                    key,
                    "set one by one, as in %s=2s".formatted(override.apply("slo.perEvent.p90")),
                    Entry.quoted(value));
            return;
        }
        String whole = longKey.orElse(key);
        byKey.entrySet()
                .removeIf(written -> !written.getValue().place().isOverride() && excludes(whole, written.getKey()));
        byKey.put(whole, Entry.ofText(place, value));
    }

    /** Whether who sets the one key takes back the other: both say the same, or no scenario can have both. */
    static boolean replaces(String key, String other) {
        String one = longKey(key).orElse(key);
        String two = longKey(other).orElse(other);
        return one.equals(two) || excludes(one, two);
    }

    /** Whether a scenario that has the one key cannot have the other. */
    private static boolean excludes(String key, String other) {
        if (key.equals(ScenarioKeys.COMMAND.path())) {
            return ScenarioKeys.OF_JAVA.contains(other);
        }
        if (key.equals(ScenarioKeys.PIPELINE.path())) {
            return other.startsWith("pipeline.") && !ScenarioKeys.OF_JAVA.contains(other);
        }
        return ScenarioKeys.WARMUPS.containsAll(List.of(key, other));
    }

    Optional<Entry> get(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The entries below a group, by the rest of their key. */
    Map<String, Entry> below(String group) {
        Map<String, Entry> below = new TreeMap<>();
        String prefix = group + ".";
        byKey.forEach((key, entry) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), entry);
            }
        });
        return below;
    }

    /**
     * The place to report for a problem with these keys: the first override, else the first written key, else the file.
     */
    Place place(List<String> keys) {
        List<Place> written =
                keys.stream().map(this::place).flatMap(Optional::stream).toList();
        return written.stream()
                .filter(Place::isOverride)
                .findFirst()
                .or(() -> written.stream().findFirst())
                .orElse(Place.whole(file));
    }

    /** What a node is, for error messages. */
    static String shown(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getTag().equals(Tag.NULL) ? "nothing" : Entry.quoted(scalar.getValue());
        }
        return node instanceof MappingNode ? "a mapping" : "a list";
    }

    private Optional<Place> place(String key) {
        return get(key).map(Entry::place).or(() -> Optional.ofNullable(groups.get(key)));
    }

    private void readGroup(String group, MappingNode mapping) {
        Map<String, Place> seen = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = YamlDocument.place(file, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                problems.add(
                        place,
                        group,
                        "a mapping whose keys are texts",
                        "one with %s as key".formatted(shown(tuple.getKeyNode())));
                continue;
            }
            String key = join(group, name.getValue());
            Place before = seen.putIfAbsent(key, place);
            if (before != null) {
                problems.add(place, key, "written once", "written before, at " + before.text());
            } else if (checkPlain(key, name, tuple.getValueNode()) && checkKnown(place, group, name.getValue())) {
                readValue(place, key, tuple.getValueNode());
            }
        }
    }

    private void readValue(Place place, String key, Node value) {
        Optional<String> longKey = longKey(key);
        if (!isGroup(key)) {
            byKey.put(key, entry(place, key, value));
        } else if (value instanceof ScalarNode && longKey.isPresent()) {
            byKey.put(longKey.get(), entry(place, key, value));
        } else if (value instanceof MappingNode mapping) {
            groups.put(key, place);
            readGroup(key, mapping);
        } else {
            problems.add(place, key, "a mapping, as in {key: value}", shown(value));
        }
    }

    private Entry entry(Place place, String key, Node value) {
        if (value instanceof ScalarNode scalar && !scalar.getTag().equals(Tag.NULL)) {
            return Entry.ofText(place, scalar.getValue());
        }
        if (value instanceof SequenceNode sequence) {
            List<String> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                if (!(item instanceof ScalarNode scalar) || !checkPlain(key, item)) {
                    return Entry.ofNeither(place, "a list with other than texts");
                }
                items.add(scalar.getValue());
            }
            return Entry.ofItems(place, items);
        }
        return Entry.ofNeither(place, shown(value));
    }

    /** Refuses anchors, aliases and tags: the value of a key must stand beside it, as it is read. */
    private boolean checkPlain(String key, Node... nodes) {
        for (Node node : nodes) {
            if (node.getAnchor().isPresent()) {
                // an alias is the same node as its anchor: report it once
                if (anchored.add(node)) {
                    problems.add(
                            YamlDocument.place(file, node),
                            key,
                            "written out, without anchors and aliases",
                            "&" + node.getAnchor().get().getValue());
                }
                return false;
            }
            if (!PLAIN.contains(node.getTag())) {
                problems.add(
                        YamlDocument.place(file, node),
                        key,
                        "written without a tag",
                        node.getTag().getValue());
                return false;
            }
        }
        return true;
    }

    private boolean checkKnown(Place place, String group, String name) {
        if (name.isBlank()) {
            problems.add(place, group, "a mapping whose keys have names", "one with a blank name");
            return false;
        }
        List<String> known = knownBelow(group).orElse(List.of(name));
        if (known.contains(name)) {
            return true;
        }
        String near = NearName.hint(name, known);
        String hint = near.isEmpty() ? NearName.hintFromEnd(name, paths()) : near;
        problems.add(
                place,
                join(group, name),
                "a known key (%s)".formatted(String.join(", ", known)),
                Entry.quoted(name),
                hint);
        return false;
    }

    /**
     * Splits an override's key into groups and a name. The name may have dots, but a threshold has metric and
     * statistic.
     */
    private static List<String> split(String key) {
        String[] parts = key.split("\\.", 2);
        if (parts.length == 1 || !isGroup(parts[0])) {
            return List.of(key);
        }
        String[] below = key.split("\\.", 3);
        return below.length == 3 && (parts[0].equals(SLO) || isGroup(join(below[0], below[1])))
                ? List.of(below)
                : List.of(parts);
    }

    /** Every dotted key without a free name, those of all thresholds included. */
    private static List<String> paths() {
        List<String> paths = new ArrayList<>();
        ScenarioKeys.all().stream()
                .filter(key -> !key.isGroup())
                .map(ScenarioKey::path)
                .forEach(paths::add);
        for (Metric metric : Metric.values()) {
            metric.statistics().forEach(statistic -> paths.add("slo.%s.%s".formatted(metric.key(), statistic)));
        }
        return List.copyOf(paths);
    }

    /** Whether a key holds other keys instead of a value. */
    private static boolean isGroup(String key) {
        return metric(key).isPresent()
                || ScenarioKeys.all().stream().anyMatch(other -> other.path().startsWith(key + "."));
    }

    /** The key that a single value in place of this group sets; empty if the group must be a mapping. */
    private static Optional<String> longKey(String group) {
        return Optional.ofNullable(SHORT_FORMS.get(group)).map(name -> join(group, name));
    }

    /** The names allowed directly below a group, or at the top level for {@code ""}; empty if any name is allowed. */
    static Optional<List<String>> knownBelow(String group) {
        if (metric(group).isPresent()) {
            return metric(group).map(Metric::statistics);
        }
        if (group.equals(SLO)) {
            return Optional.of(Metric.keys());
        }
        String prefix = join(group, "");
        List<String> known = ScenarioKeys.all().stream()
                .map(ScenarioKey::path)
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()).split("\\.")[0])
                .distinct()
                .toList();
        return known.contains(ScenarioKeys.ANY) ? Optional.empty() : Optional.of(known);
    }

    /** The metric whose thresholds stand below a key. */
    private static Optional<Metric> metric(String key) {
        String prefix = join(SLO, "");
        return key.startsWith(prefix) ? Metric.ofKey(key.substring(prefix.length())) : Optional.empty();
    }

    private static String join(String group, String name) {
        return group.isEmpty() ? name : group + "." + name;
    }
}
