package io.adpipeline.scenario;

import io.adpipeline.traffic.TrafficModel;
import io.adpipeline.traffic.TrafficModelFactory;
import io.adpipeline.traffic.TrafficParameterException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A traffic model to test with; takes one parameter, which must not be negative. Immutable. */
final class EvenModel implements TrafficModelFactory {

    private final String name;

    EvenModel(String name) {
        this.name = name;
    }

    /** A parser that knows the models of these names. */
    static ScenarioParser parser(String... names) {
        return new ScenarioParser(
                Arrays.stream(names).collect(Collectors.toMap(name -> name, EvenModel::new)),
                key -> "-D" + ScenarioParser.PROPERTY_PREFIX + key);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("gap");
    }

    @Override
    public TrafficModel create(Map<String, String> parameters) {
        if (parameters.getOrDefault("gap", "1").startsWith("-")) {
            throw new TrafficParameterException("gap", "a number from 0", parameters.get("gap"));
        }
        if (parameters.getOrDefault("gap", "1").isEmpty()) {
            throw new IllegalArgumentException("no gap at all");
        }
        return (ratePerSecond, seed) -> () -> 0;
    }
}
