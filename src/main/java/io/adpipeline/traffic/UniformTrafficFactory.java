package io.adpipeline.traffic;

import java.util.Map;
import java.util.Set;

/** {@code uniform}: evenly spaced arrivals, each producer with a seeded phase of its own. Takes no parameters. */
public final class UniformTrafficFactory implements TrafficModelFactory {

    @Override
    public String name() {
        return "uniform";
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public TrafficModel create(Map<String, String> parameters) {
        ModelParameters.of(this, parameters);
        return UniformArrivals::new;
    }
}
