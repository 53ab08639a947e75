package io.adpipeline.scenario;

import io.adpipeline.slo.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** Writes scenarios as YAML. */
public final class ScenarioYaml {

    private ScenarioYaml() {}

    /**
     * A scenario as YAML with defaults filled in, except those of {@code compare}; parsing it gives an equal scenario.
     */
    public static String write(Scenario scenario) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setSplitLines(false)
                .build();
        return new Dump(settings).dumpToString(tree(scenario));
    }

    /** A list of texts on one line, as an override is written. */
    public static String line(List<String> texts) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.FLOW)
                .setSplitLines(false)
                .setWidth(Integer.MAX_VALUE)
                .build();
        return new Dump(settings).dumpToString(texts).strip();
    }

    /** The texts of a list on one line; empty if the line is no list of texts. */
    static Optional<List<String>> list(String line) {
        try {
            LoadSettings everythingIsText =
                    LoadSettings.builder().setSchema(new FailsafeSchema()).build();
            Object value = new Load(everythingIsText).loadFromString(line);
            return value instanceof List<?> items && items.stream().allMatch(String.class::isInstance)
                    ? Optional.of(items.stream().map(String::valueOf).toList())
                    : Optional.empty();
        } catch (YamlEngineException broken) {
            return Optional.empty();
        }
    }

    /** Every key and value as {@link #write} nests them; values are texts, numbers, booleans and lists of texts. */
    public static Map<String, Object> tree(Scenario scenario) {
        Map<String, Object> root = new LinkedHashMap<>();
        for (ScenarioKey<?> key : ScenarioKeys.all()) {
            key.getter().apply(scenario).ifPresent(value -> {
                if (value instanceof Map<?, ?> group) {
                    putAll(child(root, key.group()), group);
                } else {
                    put(root, key.path(), plain(value));
                }
            });
        }
        shorten(root);
        return root;
    }

    /** Writes a group as a single value if it has only that key: {@code pipeline: spark}, {@code warmup: 60s}. */
    private static void shorten(Map<String, Object> root) {
        Entries.SHORT_FORMS.forEach((key, only) -> {
            if (root.get(key) instanceof Map<?, ?> group && group.keySet().equals(Set.of(only))) {
                root.put(key, group.get(only));
            }
        });
    }

    /** A value as scenarios write it; for error messages. */
    static String shown(Object value) {
        Object plain = plain(value);
        return plain instanceof String text && !(value instanceof Duration) ? Entry.quoted(text) : plain.toString();
    }

    private static void put(Map<String, Object> root, String path, Object value) {
        String[] parts = path.split("\\.", 2);
        Map<String, Object> group = parts.length == 1 ? root : child(root, parts[0]);
        group.put(parts[parts.length - 1], value);
    }

    private static void putAll(Map<String, Object> target, Map<?, ?> values) {
        values.forEach((name, value) -> {
            if (value instanceof Map<?, ?> below) {
                putAll(child(target, name.toString()), below);
            } else {
                target.put(name.toString(), number(value.toString()));
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> child(Map<String, Object> parent, String path) {
        Map<String, Object> child = parent;
        for (String name : path.split("\\.")) {
            child = (Map<String, Object>) child.computeIfAbsent(name, missing -> new LinkedHashMap<String, Object>());
        }
        return child;
    }

    /** A value as the YAML library takes it. */
    static Object plain(Object value) {
        if (value instanceof Duration duration) {
            return DurationText.write(duration);
        }
        if (value instanceof Enum<?> choice) {
            return ValueType.written(choice);
        }
        return value instanceof Double rate && Double.isFinite(rate)
                ? number(BigDecimal.valueOf(rate).stripTrailingZeros().toPlainString())
                : value;
    }

    /** A number if it would be written just like the text, so that it needs no quotes; else the text. */
    private static Object number(String text) {
        try {
            Object number = text.contains(".") ? (Object) Double.valueOf(text) : (Object) Long.valueOf(text);
            return number.toString().equals(text) ? number : text;
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }
}
