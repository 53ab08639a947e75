package io.adpipeline.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The highest load that holds with evenly spaced events and an {@code endToEnd} P90 of at most 2 s: the reference
 * pipeline's against the plain job's, by the shipped search for capacity between rates that suit each. A pair takes
 * about a quarter of an hour, so there is one unless more are asked for.
 */
final class HighestLoad implements Benchmark {

    private static final int REPEATS = 1;

    @Override
    public List<Comparison> run(BenchOptions options) throws InterruptedException {
        ScenarioRuns runs =
                new ScenarioRuns(ScenarioRuns.SHIPPED, options.directory().resolve(name()));
        List<Double> ours = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
            ours.add(runs.capacity("capacity-uniform", between(120_000, 240_000, Map.of())));
            plain.add(
                    runs.capacity("capacity-uniform", between(75_000, 240_000, Map.of("pipeline", "plain-from-json"))));
        }
        return List.of(Comparison.share(
                        "highest sustained load, uniform",
                        new Series("spark", "events/s", ours),
                        new Series("plain-from-json", "events/s", plain))
                .withTarget(Target.oursAtLeast(120_000, "events/s")));
    }

    private static Map<String, String> between(int from, int to, Map<String, String> keys) {
        Map<String, String> all = new HashMap<>(keys);
        all.put("capacity.from", String.valueOf(from));
        all.put("capacity.to", String.valueOf(to));
        return all;
    }
}
