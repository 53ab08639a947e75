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
 * micro-batch share its delay, and a backlog lasts over several of them. Sections that are long against that depend
 * little on each other, so their spread tells how far the whole run may be off (batch means; A. Law, "Simulation Modeling
 * and Analysis", 2015, section 9.5.3). What dependence is left makes them count as fewer: {@code n (1 - r) / (1 + r)}, r
 * the correlation of neighbours, less its bias of {@code -1 / n}.
 *
 * <p>The mean's interval is the mean of all samples and Student's t times the standard error of the sections' means. A
 * quantile's holds the quantiles of all samples at those levels that the sections' shares of samples up to it do not
 * exclude (R. Woodruff, "Confidence Intervals for Medians and Other Position Measures", JASA 47 (1952)): quantiles of
 * sections are never averaged. Where no upper level is excluded it ends at the largest sample.
 *
 * <p>It speaks of the run that was measured: how far its figure may lie from that of the same run, gone on for ever. It
 * does not speak of the next run, for which compiler and machine have another day.
 */
public final class SectionIntervals {

    /** Statistics that have an interval. The sections hold too few samples for the others. */
    public static final List<Statistic> STATISTICS = List.of(Statistic.MEAN, Statistic.P50, Statistic.P90);

    /** Fewer sections give no interval: Student's factor then says more than they do. */
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
     * @param sections those of each section that has samples, in their order
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
     * So many independent values tell as much as these, of which neighbours depend on each other: {@code n (1 - r) / (1 + r)},
     * r their correlation. It counts from 0: what goes up and down by turns must not seem more certain than independent
     * values would be.
     *
     * @param deviations of each value from the mean or the trend of all
     * @param unbias added to the correlation
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
