package io.adpipeline.latency;

import io.adpipeline.files.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * Any number of latencies in little memory: counts in buckets (HdrHistogram). The range grows with the values, so no
 * value is cut off. A quantile is the upper end of a bucket, never less than the recorded value; the mean takes the
 * middle of each bucket. There are two kinds: {@link #LatencyHistogram()} resolves 0.1 % (three significant digits)
 * from 1 ns up, in about 300 kB up to an hour; {@link #ofWholeMs} keeps whole milliseconds exactly up to 32 s, and to
 * 0.01 % above.
 *
 * <p>Negative latencies have no bucket: {@link #negativeCount} counts them, and nothing else includes them. What never
 * came ({@link #recordNever}) ranks above every latency.
 *
 * <p>Only one thread at a time may use it; {@link LagRecorder} serves a writer and readers at once.
 */
public final class LatencyHistogram implements Distribution {
    static final int SIGNIFICANT_DIGITS = 3;
    private static final int DIGITS_OF_WHOLE_MS = 4;
    private static final double NS_PER_MS = 1_000_000;
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private final Histogram histogram;
    private final double ticksPerMs;
    private long negativeCount;
    private long neverCount;

    public LatencyHistogram() {
        this(new Histogram(SIGNIFICANT_DIGITS), NS_PER_MS);
    }

    private LatencyHistogram(Histogram histogram, double ticksPerMs) {
        this.histogram = histogram;
        this.ticksPerMs = ticksPerMs;
    }

    /** A histogram of whole milliseconds. */
    public static LatencyHistogram ofWholeMs() {
        return new LatencyHistogram(new Histogram(DIGITS_OF_WHOLE_MS), 1);
    }

    /** Records a latency in ms; a negative one is only counted. */
    public void recordMs(double latencyMs) {
        long ticks = Math.round(latencyMs * ticksPerMs);
        if (ticks < 0) {
            negativeCount++;
        } else {
            histogram.recordValue(ticks);
        }
    }

    /** Counts something that never came. */
    public void recordNever() {
        neverCount++;
    }

    /** Forgets everything. */
    public void clear() {
        histogram.reset();
        negativeCount = 0;
        neverCount = 0;
    }

    /** Adds all counts of the other histogram, negative latencies included. */
    public void add(LatencyHistogram other) {
        add(other.histogram, other.negativeCount);
        neverCount += other.neverCount;
    }

    /** Adds values in the same unit, and a number of negative latencies. */
    void add(Histogram values, long negative) {
        histogram.add(values);
        negativeCount += negative;
    }

    /** The same counts in a histogram of their own. */
    public LatencyHistogram copy() {
        LatencyHistogram copy = new LatencyHistogram(histogram.copy(), ticksPerMs);
        copy.negativeCount = negativeCount;
        copy.neverCount = neverCount;
        return copy;
    }

    /** Number of samples: non-negative latencies, plus what never came. */
    @Override
    public long count() {
        return histogram.getTotalCount() + neverCount;
    }

    /** How many never came. */
    public long neverCount() {
        return neverCount;
    }

    /** Negative latencies that were refused; clocks or stamps disagree if this is not 0. */
    public long negativeCount() {
        return negativeCount;
    }

    /**
     * The statistic in ms: quantiles by nearest rank as {@link LatencyStats} defines them. Infinite if the statistic
     * includes a sample that never came.
     *
     * @throws IllegalStateException if no latency was recorded, or only negative ones
     */
    @Override
    public double value(Statistic statistic) {
        if (count() == 0) {
            throw new IllegalStateException("no latencies recorded (and %d negative ones refused), so there is no %s"
                    .formatted(negativeCount, statistic.key()));
        }
        return Distribution.super.value(statistic);
    }

    @Override
    public double ofRankMs(long rank) {
        long came = histogram.getTotalCount();
        // the middle of the rank's range of percentiles, so that rounding cannot select the next rank
        return rank > came
                ? Double.POSITIVE_INFINITY
                : histogram.getValueAtPercentile((rank - 0.5) * 100 / came) / ticksPerMs;
    }

    @Override
    public double meanMs() {
        return neverCount > 0 ? Double.POSITIVE_INFINITY : histogram.getMean() / ticksPerMs;
    }

    @Override
    public double shareUpTo(double valueMs) {
        if (Double.isInfinite(valueMs)) {
            return 1;
        }
        long ticks = Math.min(Math.round(valueMs * ticksPerMs), histogram.getMaxValue());
        return (double) histogram.getCountBetweenValues(0, ticks) / count();
    }

    /**
     * Writes the percentile distribution, values in ms, as the {@code .hgrm} text that HdrHistogram's plotters read:
     * five steps for every halving of the distance to 100 %. It holds the samples that came and are not negative. An
     * existing file is replaced.
     */
    public void writeHgrm(Path file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, ticksPerMs);
        }
        // into memory first: a PrintStream hides I/O errors, such as a full disk
        WholeFile.write(file, text::writeTo);
    }
}
