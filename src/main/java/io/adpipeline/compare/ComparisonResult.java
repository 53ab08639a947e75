package io.adpipeline.compare;

import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.result.Stage;
import io.adpipeline.scenario.Comparison;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.slo.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A comparison: what its rounds came to.
 *
 * @param plan what was compared
 * @param kafka which Kafka, and why this one
 * @param looks after how many rounds the verdict is looked at
 * @param rounds all rounds in their order, also those thrown away
 * @param ended whether no other round will come
 */
public record ComparisonResult(ComparisonPlan plan, String kafka, Looks looks, List<Round> rounds, boolean ended) {

    /** The comparison ends when so many more rounds are thrown away than count. */
    private static final int MOST_IN_VAIN = 3;

    private static final int MOST_DOUBTS = 8;

    public ComparisonResult {
        rounds = List.copyOf(rounds);
    }

    /** The same after another round. */
    ComparisonResult with(Round round) {
        List<Round> more = new ArrayList<>(rounds);
        more.add(round);
        return new ComparisonResult(plan, kafka, looks, more, ended);
    }

    /** The same, when no other round will come. */
    ComparisonResult end() {
        return new ComparisonResult(plan, kafka, looks, rounds, true);
    }

    /** The rounds that count. */
    public List<Round> counted() {
        return rounds.stream()
                .filter(round -> round.doubts(comparison().statistic()).isEmpty()
                        && round.faults().isEmpty())
                .toList();
    }

    /** The commit of a side's code, as its process reports it; empty if it does not. */
    public Optional<String> commit(Side side) {
        return rounds.stream()
                .flatMap(round -> round.blocks().stream())
                .filter(block -> block.side() == side)
                .map(block -> block.run().facts().pipeline().get(PipelineHost.COMMIT))
                .filter(Objects::nonNull)
                .findFirst();
    }

    /** Faults of the sides, a sentence each; those of an INVALID block are not proven, and are left out. */
    public List<String> faults() {
        return rounds.stream()
                .map(round -> new Round(
                        round.number(),
                        round.blocks().stream()
                                .filter(block -> block.run().verdict().outcome() != Outcome.INVALID)
                                .toList()))
                .flatMap(round -> round.faults().stream())
                .toList();
    }

    /** The ratio b / a of a figure with its interval; empty with fewer rounds than an interval needs. */
    public Optional<Ratio> ratio(GatingStatistic statistic) {
        return ratio(statistic, confidence());
    }

    private Optional<Ratio> ratio(GatingStatistic statistic, double confidence) {
        List<Round> counted = counted();
        double[] ratios = counted.stream()
                .flatMapToDouble(round -> round.logRatio(statistic).stream())
                .toArray();
        return ratios.length < counted.size() || ratios.length < 2
                ? Optional.empty()
                : Optional.of(Ratio.of(ratios, confidence));
    }

    /** The confidence of intervals; if the first look decided, that of the first look. */
    private double confidence() {
        int rounds = counted().size();
        double running = looks.confidence(rounds, false);
        boolean clear = rounds == looks.first()
                && ratio(comparison().statistic(), running).map(this::verdictBy).orElse(ComparisonVerdict.UNDECIDED)
                        != ComparisonVerdict.UNDECIDED;
        return clear ? running : looks.confidence(rounds, ended);
    }

    private ComparisonVerdict verdictBy(Ratio ratio) {
        return ComparisonVerdict.of(
                ratio, factor(comparison().allowPercent()), factor(comparison().noticePercent()));
    }

    /** The figure of a side, the geometric mean over the rounds that count; empty unless each of them has it. */
    public OptionalDouble value(Side side, GatingStatistic statistic) {
        List<Round> counted = counted();
        double[] values = counted.stream()
                .flatMapToDouble(round -> round.value(side, statistic).stream())
                .toArray();
        return values.length == 0 || values.length < counted.size()
                ? OptionalDouble.empty()
                : OptionalDouble.of(StatUtils.geometricMean(values));
    }

    /** What the rounds so far say of b. */
    public ComparisonVerdict verdict() {
        if (!faults().isEmpty()) {
            return ComparisonVerdict.FAIL;
        }
        if (counted().size() < ComparisonPlan.LEAST_ROUNDS) {
            return ended ? ComparisonVerdict.INVALID : ComparisonVerdict.UNDECIDED;
        }
        return looked() ? verdictBy(gate()) : ComparisonVerdict.UNDECIDED;
    }

    /** Whether the rounds are as many as at a look, or no other will come. */
    private boolean looked() {
        int rounds = counted().size();
        return rounds >= ComparisonPlan.LEAST_ROUNDS && (ended || looks.at(rounds));
    }

    /** Whether no more rounds are needed, or so many were thrown away that more would be too. */
    boolean decided() {
        int counted = counted().size();
        return verdict() != ComparisonVerdict.UNDECIDED
                || counted >= looks.last()
                || rounds.size() - counted >= counted + MOST_IN_VAIN;
    }

    /** What the verdict means for a build; a comparison that has not ended passes none. */
    public Outcome outcome() {
        return verdict().outcome(ended && comparison().undecidedPasses());
    }

    private Comparison comparison() {
        return plan.comparison();
    }

    private Ratio gate() {
        return ratio(comparison().statistic()).orElseThrow();
    }

    private static double factor(double percent) {
        return 1 + percent / 100;
    }

    /** The result as a CI log should show it: scenario and verdict, then why. */
    public String message() {
        return "%s: %s\n  %s".formatted(plan.name(), verdict(), String.join("\n  ", sentences()));
    }

    /** What decided, then what else there is to say. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        switch (verdict()) {
            case FAIL -> sentences.addAll(faults());
            case INVALID ->
                sentences.add("only %d of %d rounds count, at least %d are needed"
                        .formatted(counted().size(), rounds.size(), ComparisonPlan.LEAST_ROUNDS));
            default -> sentences.add(looked() ? decision() : "not finished");
        }
        if (rounds.size() > counted().size() && faults().isEmpty()) {
            sentences.add("thrown away: %d of %d rounds"
                    .formatted(rounds.size() - counted().size(), rounds.size()));
            List<String> doubts = rounds.stream()
                    .flatMap(round -> round.doubts(comparison().statistic()).stream())
                    .toList();
            doubts.stream().limit(MOST_DOUBTS).forEach(sentences::add);
            if (doubts.size() > MOST_DOUBTS) {
                sentences.add("and %d more such reasons".formatted(doubts.size() - MOST_DOUBTS));
            }
        }
        return sentences;
    }

    private String decision() {
        Ratio ratio = gate();
        String figure = "%s of b (%s) is %s against a (%s), %.0f %% interval of %d rounds"
                .formatted(
                        comparison().statistic().title(),
                        plan.described(Side.B),
                        ratio.text(),
                        plan.described(Side.A),
                        100 * ratio.confidence(),
                        counted().size());
        String meaning = switch (verdict()) {
            case SLOWER ->
                "allowed is +%s %%".formatted(plain(comparison().allowPercent()))
                        + stageOfDifference()
                                .map(stage -> "; most of it in " + stage.key())
                                .orElse("");
            case PASS -> notSlower(ratio);
            default ->
                String.format(
                                Locale.ROOT,
                                "it is open whether b is more than %s %% slower; such rounds resolve a difference of %.1f %% or more",
                                plain(comparison().allowPercent()),
                                ratio.resolvedPercent())
                        + suggestSteadier(ratio);
        };
        return figure + ": " + meaning;
    }

    /** A hint that the same rounds resolve less than half the difference in CPU time; empty if they do not. */
    private String suggestSteadier(Ratio ratio) {
        return ratio(GatingStatistic.CPU)
                .map(Ratio::resolvedPercent)
                .filter(percent -> percent < ratio.resolvedPercent() / 2)
                .map(percent ->
                        String.format(Locale.ROOT, ", and of CPU time (compare.statistic: cpu) %.1f %%", percent))
                .orElse("");
    }

    private String notSlower(Ratio ratio) {
        if (ratio.high() < 1) {
            return "it is faster";
        }
        boolean within = ratio.high() < factor(comparison().allowPercent());
        return "it is at most %s %% slower"
                .formatted(plain(
                        within ? comparison().allowPercent() : comparison().noticePercent()));
    }

    /**
     * The stage that takes the most extra time in b; empty if stages are not known or none takes longer, or if
     * something else than latency is compared. The generator's own delay is no stage of the pipeline.
     */
    private Optional<Stage> stageOfDifference() {
        return Arrays.stream(Stage.values())
                .filter(stage -> comparison().statistic().isLatency())
                .filter(stage -> stage != Stage.SCHEDULE_LAG && stageDifferenceMs(stage) > 0)
                .max(Comparator.comparingDouble(this::stageDifferenceMs));
    }

    private double stageDifferenceMs(Stage stage) {
        return counted().stream()
                .mapToDouble(round -> round.stageDifferenceMs(stage))
                .average()
                .orElse(Double.NaN);
    }

    private static String plain(double percent) {
        return String.format(Locale.ROOT, percent == Math.rint(percent) ? "%.0f" : "%.1f", percent);
    }
}
