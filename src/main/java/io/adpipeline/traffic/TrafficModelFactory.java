package io.adpipeline.traffic;

import java.util.Map;
import java.util.Set;

/**
 * The plug-in point for traffic models, found by {@link java.util.ServiceLoader}.
 *
 * <p>An implementer names the model as scenarios write it ({@code traffic.model}), lists the parameters it takes
 * beside it, and builds a model from their values.
 */
public interface TrafficModelFactory {

    /** The name in {@code traffic.model}; lower case, unique. */
    String name();

    /** The keys this model takes under {@code traffic} beside {@code model}; iterates in the order to list them. */
    default Set<String> parameters() {
        return Set.of();
    }

    /**
     * Builds the model.
     *
     * @param parameters values as written in the scenario, only keys of {@link #parameters()}; absent ones take
     *     their default
     * @throws TrafficParameterException if a value is no number or out of its range, naming the key, the constraint and
     *     the value
     */
    TrafficModel create(Map<String, String> parameters);
}
