package io.adpipeline.compare;

import io.adpipeline.latency.Statistic;
import io.adpipeline.scenario.Comparison;
import io.adpipeline.scenario.Phases;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.DurationText;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Threshold;
import io.adpipeline.slo.Thresholds;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is compared, and in which order.
 *
 * @param scenarios the scenario of each side; both have the same name
 * @param changes the keys that each side sets differently from the scenario; may be empty
 * @param orderSeed seed of the order of blocks
 */
public record ComparisonPlan(Map<Side, Scenario> scenarios, Map<Side, Map<String, String>> changes, long orderSeed) {

    /** Fewer rounds show too little of how much rounds differ. */
    static final int LEAST_ROUNDS = 4;

    static final int MOST_ROUNDS = 20;

    /** An estimate: to start Kafka, or both processes of a round. */
    private static final Duration START = Duration.ofSeconds(8);

    /** An estimate: to create a load's topics, and to drain after it. */
    private static final Duration AROUND_LOAD = Duration.ofSeconds(5);

    private static final Duration LONGEST_TAIL_AFTER_WATERMARK = Duration.ofMillis(2_500);
    private static final List<Side> ABBA = List.of(Side.A, Side.B, Side.B, Side.A);
    private static final List<Side> BAAB = List.of(Side.B, Side.A, Side.A, Side.B);

    public ComparisonPlan {
        scenarios = new EnumMap<>(scenarios);
        Map<Side, Map<String, String>> copy = new EnumMap<>(Side.class);
        changes.forEach((side, keys) -> copy.put(side, new TreeMap<>(keys)));
        changes = copy;
    }

    /**
     * A plan whose order of blocks nobody can know beforehand.
     *
     * @throws IllegalArgumentException if a side is a search for capacity, or the budget is too short
     */
    public static ComparisonPlan of(Map<Side, Scenario> scenarios, Map<Side, Map<String, String>> changes) {
        scenarios.values().forEach(scenario -> {
            if (scenario.capacity().isPresent()) {
                throw new IllegalArgumentException(
                        "%s is a search for capacity, and only single runs can be compared".formatted(scenario.name()));
            }
        });
        ComparisonPlan plan = new ComparisonPlan(scenarios, changes, new SecureRandom().nextInt());
        plan.rounds();
        return plan;
    }

    /** The same plan, with the pipeline of a revision as side a. */
    public ComparisonPlan against(BaseRevision base) {
        Map<Side, Scenario> sides = new EnumMap<>(scenarios);
        sides.computeIfPresent(Side.A, (side, scenario) -> base.variant(scenario));
        Map<Side, Map<String, String>> described = new EnumMap<>(changes);
        Map<String, String> ofBase = new TreeMap<>(changes.getOrDefault(Side.A, Map.of()));
        ofBase.put("base", base.commit());
        described.put(Side.A, ofBase);
        return new ComparisonPlan(sides, described, orderSeed);
    }

    /** The name of the scenario of which both sides are variants. */
    public String name() {
        return design().name();
    }

    /** The name of the folder of the results. */
    public String folder() {
        return name() + "-compare";
    }

    /** How the sides are compared, as the scenario of b says. */
    public Comparison comparison() {
        return design().comparison();
    }

    private Scenario design() {
        return scenarios.get(Side.B);
    }

    /** The changes of a side, as in {@code trigger=1s}; "as it is" without changes. */
    public String described(Side side) {
        Map<String, String> keys = changes.getOrDefault(side, Map.of());
        return keys.isEmpty()
                ? "as it is"
                : keys.entrySet().stream()
                        .map(key -> key.getKey() + "=" + key.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** The order of the blocks in a round, which counts from 1. */
    List<Side> order(int round) {
        return new SplittableRandom(orderSeed + round).nextBoolean() ? ABBA : BAAB;
    }

    /** The load that warms a new process and is not counted. A command needs none: each block starts it anew. */
    Scenario warmup(Side side, String runName) {
        Scenario scenario = scenarios.get(side);
        return trial(side, runName, comparison().warmup(), scenario.pipeline().window());
    }

    boolean warmsUp(Side side) {
        return !isCommand(side) && !comparison().warmup().isZero();
    }

    /** One block. */
    Scenario block(Side side, String runName) {
        Duration window = scenarios.get(side).pipeline().window();
        Duration block = comparison().block();
        return trial(side, runName, settle(side), block.compareTo(window) < 0 ? window : block);
    }

    private Duration settle(Side side) {
        return isCommand(side)
                ? comparison().settle().plus(comparison().warmup())
                : comparison().settle();
    }

    private boolean isCommand(Side side) {
        return scenarios.get(side).pipeline().command().isPresent();
    }

    private Scenario trial(Side side, String runName, Duration warmup, Duration duration) {
        Scenario scenario = scenarios.get(side);
        return scenario.block(
                runName, new Phases(warmup, false, duration, tail(scenario)), thresholds(scenario.thresholds()));
    }

    /**
     * The scenario's thresholds on everything but the pipeline, which decide whether a run can be trusted. Thresholds
     * on the pipeline do not decide a comparison, and a block may have too few samples for them; one that nothing can
     * break replaces them.
     */
    private Thresholds thresholds(Thresholds ofScenario) {
        List<Threshold> thresholds = new ArrayList<>(ofScenario.all());
        thresholds.removeIf(threshold -> threshold.metric().ofPipeline());
        Statistic statistic = Block.perEvent(comparison().statistic()).orElse(Statistic.P50);
        thresholds.add(new Threshold(Metric.PER_EVENT, statistic.key(), DurationText.LONGEST.toMillis()));
        return new Thresholds(thresholds);
    }

    private static Duration tail(Scenario scenario) {
        Duration longest = scenario.pipeline().watermark().plus(LONGEST_TAIL_AFTER_WATERMARK);
        Duration tail = scenario.phases().tail();
        return tail.compareTo(longest) < 0 ? tail : longest;
    }

    /** About how long a round takes. */
    Duration roundLength() {
        Duration length = START;
        for (Side side : Side.values()) {
            if (warmsUp(side)) {
                length = length.plus(AROUND_LOAD).plus(warmup(side, "").phases().total());
            }
            length = length.plus(
                    AROUND_LOAD.plus(block(side, "").phases().total()).multipliedBy(2));
        }
        return length;
    }

    /**
     * How many rounds fit into the budget, at most 20.
     *
     * @throws IllegalArgumentException if they are fewer than four
     */
    public int rounds() {
        Duration round = roundLength();
        long rounds = comparison().budget().minus(START).dividedBy(round);
        if (rounds < LEAST_ROUNDS) {
            throw new IllegalArgumentException(
                    "compare.budget must hold four rounds of %d s and the start of Kafka, %d s, was %d s"
                            .formatted(
                                    round.toSeconds(),
                                    round.multipliedBy(LEAST_ROUNDS).plus(START).toSeconds(),
                                    comparison().budget().toSeconds()));
        }
        return (int) Math.min(rounds, MOST_ROUNDS);
    }
}
