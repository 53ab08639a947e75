package io.adpipeline.traffic;

import java.util.Collections;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The available traffic models: the built-in ones and those of other jars. */
public final class TrafficModels {

    private TrafficModels() {}

    /**
     * Finds all models on the class path by {@link ServiceLoader}.
     *
     * @return the factories by name, sorted; unmodifiable
     * @throws IllegalStateException if two factories have the same name
     * @throws java.util.ServiceConfigurationError if a registered factory cannot be loaded
     */
    public static SortedMap<String, TrafficModelFactory> load() {
        return of(ServiceLoader.load(TrafficModelFactory.class));
    }

    static SortedMap<String, TrafficModelFactory> of(Iterable<TrafficModelFactory> found) {
        SortedMap<String, TrafficModelFactory> factories = new TreeMap<>();
        for (TrafficModelFactory factory : found) {
            TrafficModelFactory other = factories.putIfAbsent(factory.name(), factory);
            if (other != null) {
                throw new IllegalStateException("traffic model names must be unique, '%s' is the name of both %s and %s"
                        .formatted(
                                factory.name(),
                                other.getClass().getName(),
                                factory.getClass().getName()));
            }
        }
        return Collections.unmodifiableSortedMap(factories);
    }
}
