package io.adpipeline.latency;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * 95 % confidence intervals of one run, from its sections. Neighbouring latencies depend on each other: rows of one
 * micro-batch share its delay, and a backlog lasts over several micro-batches. Sections much longer than that are
 * nearly independent, so their spread shows the error of the whole run (batch means; A. Law, "Simulation Modeling and
 * Analysis", 2015, section 9.5.3). The dependence that remains reduces the number of sections that count to
 * {@code n (1 - r) / (1 + r)}: r is the correlation of neighbouring sections, corrected for its bias of {@code -1 / n}.
 *
 * <p>The mean's interval is the mean of all samples, plus and minus Student's t times the standard error of the
 * sections' means. For a quantile q, h is Student's t times the standard error of the sections' shares of samples up to
 * that quantile; the interval goes from the quantile q - h of all samples to the quantile q + h (R. Woodruff,
 * "Confidence Intervals for Medians and Other Position Measures", JASA 47 (1952)). If q + h is 1 or more, it ends at
 * the largest sample. Quantiles of sections are never averaged.
 *
 * <p>An interval covers the value that this run would have if it went on for ever. It does not cover the next run, in
 * which compiler and machine may behave differently.
 */
public final class SectionIntervals {

    /** Statistics that have an interval. The sections hold too few samples for the others. */
    public static final List<Statistic> STATISTICS = List.of(Statistic.MEAN, Statistic.P50, Statistic.P90);

    /** With fewer sections there is no interval: its width would depend on Student's t more than on the sections. */
    public static final int FEWEST = 10;

    private static final double UPPER_TAIL = 0.975;
    private static final double FEWEST_EFFECTIVE = 3;

    private final Distribution whole;
    private final List<? extends Distribution> sections;

    private SectionIntervals(Distribution whole, List<? extends Distribution> sections) {
        this.whole = whole;
        this.sections = sections;
    }

    /**
     * The intervals, ms, of those {@link #STATISTICS} that have one: none if there are fewer than {@link #FEWEST}
     * sections, if they depend on each other so much that they count as fewer than three, or if a bound is infinite.
     *
     * @param whole all samples
     * @param sections the samples of each section that has any, in order
     */
    public static Map<Statistic, ConfidenceInterval> of(Distribution whole, List<? extends Distribution> sections) {
        Map<Statistic, ConfidenceInterval> intervals = new EnumMap<>(Statistic.class);
        if (sections.size() >= FEWEST) {
            SectionIntervals of = new SectionIntervals(whole, sections);
            STATISTICS.forEach(
                    statistic -> of.interval(statistic).ifPresent(interval -> intervals.put(statistic, interval)));
        }
        return intervals;
    }

    private Optional<ConfidenceInterval> interval(Statistic statistic) {
        if (statistic == Statistic.MEAN) {
            double meanMs = whole.meanMs();
            return Double.isInfinite(meanMs)
                    ? Optional.empty()
                    : halfWidth(Distribution::meanMs).flatMap(half -> finite(meanMs - half, meanMs + half));
        }
        double quantile = statistic.quantile();
        double valueMs = whole.quantileMs(quantile);
        return halfWidth(section -> section.shareUpTo(valueMs))
                .flatMap(half -> finite(whole.quantileMs(quantile - half), whole.quantileMs(quantile + half)));
    }

    private static Optional<ConfidenceInterval> finite(double lowMs, double highMs) {
        return Double.isFinite(lowMs) && Double.isFinite(highMs)
                ? Optional.of(new ConfidenceInterval(lowMs, highMs))
                : Optional.empty();
    }

    private Optional<Double> halfWidth(ToDoubleFunction<Distribution> value) {
        double[] values = sections.stream().mapToDouble(value).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        double effective =
                effectiveCount(Arrays.stream(values).map(each -> each - mean).toArray(), 1.0 / values.length);
        return effective < FEWEST_EFFECTIVE
                ? Optional.empty()
                : Optional.of(new TDistribution(null, effective - 1).inverseCumulativeProbability(UPPER_TAIL)
                        * new StandardDeviation().evaluate(values)
                        / Math.sqrt(effective));
    }

    /**
     * The effective sample size of values whose neighbours are correlated: {@code n (1 - r) / (1 + r)}, r the
     * correlation of neighbours. A negative r counts as 0: alternating values must not seem more certain than
     * independent ones.
     *
     * @param deviations each value minus the mean or the trend of all
     * @param unbias correction for the bias of the correlation, added to it
     */
    public static double effectiveCount(double[] deviations, double unbias) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < deviations.length; i++) {
            products += i == 0 ? 0 : deviations[i] * deviations[i - 1];
            squares += deviations[i] * deviations[i];
        }
        double correlation = squares == 0 ? 0 : Math.max(0, products / squares + unbias);
        return deviations.length * (1 - correlation) / (1 + correlation);
    }
}
