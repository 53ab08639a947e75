package io.adpipeline.traffic;

import java.util.Map;
import java.util.Set;

/** {@code poisson}: a Poisson process, so the count of each second varies too. Takes no parameters. */
public final class PoissonTrafficFactory implements TrafficModelFactory {

    @Override
    public String name() {
        return "poisson";
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public TrafficModel create(Map<String, String> parameters) {
        ModelParameters.of(this, parameters);
        return PoissonArrivals::new;
    }
}
