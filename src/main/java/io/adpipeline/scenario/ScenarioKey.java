package io.adpipeline.scenario;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of a scenario.
 *
 * @param path the dotted key, as in {@code topics.events}; a part in angle brackets stands for any name
 * @param type what it takes
 * @param fallback the default; empty for a key that must be written, or whose default is computed
 * @param defaultText the default as a scenario would write it, or words if it depends on other keys; empty if there is
 *     none
 * @param getter gets the value from a scenario, a map by name for a group; empty if the scenario has none
 * @param meaning what it is for, a sentence
 */
public record ScenarioKey<T>(
        String path,
        ValueType<T> type,
        Optional<T> fallback,
        String defaultText,
        Function<Scenario, Optional<?>> getter,
        String meaning) {

    /** The allowed values in words that follow "must be". */
    public String allowed() {
        return type.allowed();
    }

    /** The path up to the first part in angle brackets, which is left out. */
    String group() {
        return path.replaceFirst("\\.<.*", "");
    }

    /** Whether the last part of the path stands for any name, so that the value is a map. */
    boolean isGroup() {
        return path.endsWith(">");
    }

    /** The value of an entry; empty if it does not parse or is out of range. */
    Optional<T> read(Entry entry) {
        return type.read().apply(entry);
    }

    /** A guess at what a refused entry was meant to be; empty if there is none. */
    String hint(Entry entry) {
        return entry.text().map(type.hint()).orElse("");
    }
}
