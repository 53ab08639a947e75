package io.adpipeline.scenario;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One key of a scenario: what it is called, takes and means. Immutable. */
public final class ScenarioKey<T> {

    private final String path;
    private final ValueType<T> type;
    private final Optional<T> fallback;
    private final String defaultText;
    private final String meaning;

    ScenarioKey(String path, ValueType<T> type, Optional<T> fallback, String defaultText, String meaning) {
        this.path = path;
        this.type = type;
        this.fallback = fallback;
        this.defaultText = defaultText;
        this.meaning = meaning;
    }

    /** The dotted key, as in {@code topics.events}; a part in angle brackets stands for any name. */
    public String path() {
        return path;
    }

    /** One word for what it takes, as in {@code duration}. */
    public String type() {
        return type.name();
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

    /** The value that stands where none is written; empty for a key that must be written or is computed. */
    Optional<T> fallback() {
        return fallback;
    }

    /** The value of an entry; empty if it does not parse or is out of range. */
    Optional<T> read(Entry entry) {
        return type.read().apply(entry).filter(type.valid());
    }

    /** What may have been meant by an entry that is refused. */
    String hint(Entry entry) {
        return entry.text().map(type.hint()).orElse("");
    }

    /** @throws ConstraintException if the value is out of range */
    T require(T value) {
        if (!type.valid().test(Objects.requireNonNull(value, path))) {
            throw new ConstraintException(List.of(new Violation(List.of(path), allowed(), ScenarioYaml.shown(value))));
        }
        return value;
    }
}
