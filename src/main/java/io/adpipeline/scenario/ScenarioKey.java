package io.adpipeline.scenario;

import java.util.Optional;
import java.util.function.Function;

/** One key of a scenario: its name, what it takes, its default, where its value stands and what it means. Immutable. */
public final class ScenarioKey<T> {

    private final String path;
    private final ValueType<T> type;
    private final Optional<T> fallback;
    private final String defaultText;
    private final Function<Scenario, Optional<?>> getter;
    private final String meaning;

    /**
     * @param fallback the value that holds where none is written; empty for a key that must be written or is computed
     * @param defaultText the same as a scenario would write it, or a sentence
     * @param getter the value in a scenario, a map by name for a group; empty if the scenario has none
     */
    ScenarioKey(
            String path,
            ValueType<T> type,
            Optional<T> fallback,
            String defaultText,
            Function<Scenario, Optional<?>> getter,
            String meaning) {
        this.path = path;
        this.type = type;
        this.fallback = fallback;
        this.defaultText = defaultText;
        this.getter = getter;
        this.meaning = meaning;
    }

    /** The dotted key, as in {@code topics.events}; a part in angle brackets stands for any name. */
    public String path() {
        return path;
    }

    /** What may stand there, to follow "must be". */
    public String allowed() {
        return type.allowed();
    }

    /** The default as a scenario would write it, or a sentence if it depends on other keys; empty if there is none. */
    public String defaultText() {
        return defaultText;
    }

    /** What it is for, a sentence. */
    public String meaning() {
        return meaning;
    }

    /** The first part of the path. */
    String group() {
        return path.split("\\.")[0];
    }

    /** Whether the last part of the path stands for any name, so that the value is a map. */
    boolean isGroup() {
        return path.endsWith(">");
    }

    /** The value that holds where none is written; empty for a key that must be written or is computed. */
    Optional<T> fallback() {
        return fallback;
    }

    /** The value in a scenario, a map by name for a group; empty if the scenario has none. */
    Optional<?> valueIn(Scenario scenario) {
        return getter.apply(scenario);
    }

    /** The value of an entry; empty if it does not parse or is out of range. */
    Optional<T> read(Entry entry) {
        return type.read().apply(entry).filter(type.valid());
    }

    /** What may have been meant by an entry that is refused. */
    String hint(Entry entry) {
        return entry.text().map(type.hint()).orElse("");
    }
}
