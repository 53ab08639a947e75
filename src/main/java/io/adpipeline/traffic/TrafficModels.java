package io.adpipeline.traffic;

import java.util.Collections;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The traffic models there are, by name: the built-in ones and those that other jars bring. Immutable. */
public final class TrafficModels {

    private final SortedMap<String, TrafficModelFactory> factories;

    private TrafficModels(SortedMap<String, TrafficModelFactory> factories) {
        this.factories = factories;
    }

    /**
     * Finds all models on the class path by {@link ServiceLoader}.
     *
     * @throws IllegalStateException if two factories bear one name
     * @throws java.util.ServiceConfigurationError if a registered factory cannot be loaded
     */
    public static TrafficModels load() {
        return of(ServiceLoader.load(TrafficModelFactory.class));
    }

    static TrafficModels of(Iterable<TrafficModelFactory> found) {
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
        return new TrafficModels(factories);
    }

    /** All names, sorted; unmodifiable. */
    public Set<String> names() {
        return Collections.unmodifiableSet(factories.keySet());
    }

    /** All factories by name, sorted; unmodifiable. */
    public SortedMap<String, TrafficModelFactory> byName() {
        return Collections.unmodifiableSortedMap(factories);
    }

    /**
     * The factory of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists the known names
     */
    public TrafficModelFactory factory(String name) {
        TrafficModelFactory factory = name == null ? null : factories.get(name);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "traffic.model must be one of %s, was '%s'".formatted(String.join(", ", names()), name));
        }
        return factory;
    }
}
