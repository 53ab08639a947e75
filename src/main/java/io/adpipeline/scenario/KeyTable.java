package io.adpipeline.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Makes keys and keeps them in the order in which they were made. Filled by one thread. */
final class KeyTable {

    private final List<ScenarioKey<?>> keys = new ArrayList<>();

    List<ScenarioKey<?>> all() {
        return Collections.unmodifiableList(keys);
    }

    /** A key with a default. */
    <T> ScenarioKey<T> key(String path, ValueType<T> type, T fallback, Function<Scenario, T> getter, String meaning) {
        return optional(path, type, fallback, scenario -> Optional.of(getter.apply(scenario)), meaning);
    }

    /** A key with a default that only a search for capacity uses. */
    <T> ScenarioKey<T> ofSearch(
            String path, ValueType<T> type, T fallback, Function<Capacity, T> getter, String meaning) {
        return optional(path, type, fallback, scenario -> scenario.capacity().map(getter), meaning);
    }

    /** A key with a default that only comparisons use; a scenario is written without it if it has the default. */
    <T> ScenarioKey<T> ofComparison(
            String path, ValueType<T> type, T fallback, Function<Comparison, T> getter, String meaning) {
        return optional(
                path,
                type,
                fallback,
                scenario -> Optional.of(getter.apply(scenario.comparison())).filter(value -> !value.equals(fallback)),
                meaning);
    }

    /** A key with a default; scenarios to which it does not apply do not have it. */
    <T> ScenarioKey<T> optional(
            String path, ValueType<T> type, T fallback, Function<Scenario, Optional<?>> getter, String meaning) {
        String defaultText = String.valueOf(ScenarioYaml.plain(fallback));
        return add(new ScenarioKey<>(path, type, Optional.of(fallback), defaultText, getter, meaning));
    }

    /** A key without a fixed default; {@code defaultText} says what applies if the key is not written. */
    <T> ScenarioKey<T> computed(
            String path,
            ValueType<T> type,
            String defaultText,
            Function<Scenario, Optional<?>> getter,
            String meaning) {
        return add(new ScenarioKey<>(path, type, Optional.empty(), defaultText, getter, meaning));
    }

    /** Adds the keys of another table. */
    void addAll(KeyTable other) {
        keys.addAll(other.keys);
    }

    private <T> ScenarioKey<T> add(ScenarioKey<T> key) {
        keys.add(key);
        return key;
    }
}
