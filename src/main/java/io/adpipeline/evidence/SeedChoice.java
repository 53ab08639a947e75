package io.adpipeline.evidence;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.load.RealisedLoad;
import io.adpipeline.scenario.Scenario;
import java.util.Locale;
import java.util.Optional;

/**
 * The seed of a run. A seed in the scenario is taken as it is. Otherwise it is the first from 1 to 64 whose measured
 * phase has the asked rate within 1 %, or else the nearest of them: with random bursts, a minute may hold a fifth more
 * or less than the mean. Equal scenarios get equal seeds.
 *
 * @param scenario the scenario with its seed
 * @param notice what a reader must know of the seed before the start, a sentence
 */
public record SeedChoice(Scenario scenario, String notice) {

    /** How many seeds are tried. */
    public static final int CANDIDATES = 64;

    private static final double NEAR_PERCENT = 1;
    private static final double FAR_PERCENT = 5;
    private static final KafkaConnection NO_KAFKA = KafkaConnection.plain("none");

    /**
     * Chooses the seed of a scenario.
     *
     * @throws IllegalArgumentException if the scenario's own seed misses the asked rate by more than 5 % and
     *     {@code strictRate} is set
     */
    public static SeedChoice of(Scenario scenario) {
        return from(scenario, 1);
    }

    /**
     * Chooses among 64 seeds that begin at a given one.
     *
     * @param first the first seed to try, if the scenario gives none
     * @throws IllegalArgumentException as {@link #of}
     */
    public static SeedChoice from(Scenario scenario, long first) {
        return scenario.load().seed().isPresent() ? given(scenario) : chosen(scenario, first);
    }

    private static SeedChoice given(Scenario scenario) {
        long seed = scenario.load().seed().getAsLong();
        Optional<RealisedLoad> load = realised(scenario);
        if (load.filter(it -> missPercent(it) > FAR_PERCENT).isEmpty()) {
            return new SeedChoice(scenario, "seed %d, given%s".formatted(seed, rate(load)));
        }
        if (scenario.load().strictRate()) {
            throw new IllegalArgumentException(
                    "%s: seed must be one within %.0f %% of the asked rate (strictRate), was %d with %s; without a seed the nearest is taken"
                            .formatted(scenario.name(), FAR_PERCENT, seed, percent(load.get())));
        }
        return new SeedChoice(
                scenario,
                "WARNING: seed %d gives %s of the asked rate while measuring, so the load is not the one asked for"
                        .formatted(seed, percent(load.get())));
    }

    private static SeedChoice chosen(Scenario scenario, long first) {
        Scenario nearest = scenario.withSeed(first);
        Optional<RealisedLoad> load = realised(nearest);
        for (long seed = first + 1;
                seed < first + CANDIDATES
                        && load.filter(it -> missPercent(it) > NEAR_PERCENT).isPresent();
                seed++) {
            Optional<RealisedLoad> other = realised(scenario.withSeed(seed));
            if (missPercent(other.orElseThrow()) < missPercent(load.get())) {
                nearest = scenario.withSeed(seed);
                load = other;
            }
        }
        return new SeedChoice(
                nearest, "seed %d, chosen%s".formatted(nearest.load().seed().getAsLong(), rate(load)));
    }

    /** The load of a scenario with a seed; empty if it is too long to count. */
    public static Optional<RealisedLoad> realised(Scenario scenario) {
        return RealisedLoad.of(plan(scenario));
    }

    /** The load of a scenario with a seed, to draw its events without sending them. */
    public static LoadPlan plan(Scenario scenario) {
        return ScenarioParts.loadPlan(scenario, NO_KAFKA);
    }

    private static double missPercent(RealisedLoad load) {
        return Math.abs(load.measuredPercent() - 100);
    }

    private static String rate(Optional<RealisedLoad> load) {
        return load.map(it -> ": %s of the asked rate while measuring".formatted(percent(it)))
                .orElse("");
    }

    private static String percent(RealisedLoad load) {
        return String.format(Locale.ROOT, "%.1f %%", load.measuredPercent());
    }
}
