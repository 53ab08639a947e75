package io.adpipeline.scenario;

import java.util.Optional;
import java.util.function.Function;

/**
 * One key of a scenario.
 *
 * @param path the dotted key, as in {@code topics.events}; a part in angle brackets stands for any name
 * @param type what it takes
 * @param fallback the value that holds where none is written; empty for a key that must be written or is computed
 * @param defaultText the default as a scenario would write it, or a sentence if it depends on other keys; empty if there
 *     is none
 * @param getter the value in a scenario, a map by name for a group; empty if the scenario has none
 * @param meaning what it is for, a sentence
 */
public record ScenarioKey<T>(
        String path,
        ValueType<T> type,
        Optional<T> fallback,
        String defaultText,
        Function<Scenario, Optional<?>> getter,
        String meaning) {

    /** What may stand there, to follow "must be". */
    public String allowed() {
        return type.allowed();
    }

    /** The part of the path before that which stands for any name. */
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

    /** What may have been meant by an entry that is refused. */
    String hint(Entry entry) {
        return entry.text().map(type.hint()).orElse("");
    }
}
