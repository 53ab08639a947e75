package io.adpipeline.latency;

import io.adpipeline.files.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;

/**
 * Latencies of any number in little memory: counts in buckets (HdrHistogram). It grows with the values, so none is cut
 * off, however late. What it gives back is the upper end of a bucket, never less than the recorded value. There are two
 * kinds: {@link #LatencyHistogram()} tells values apart by three significant digits from 1 ns up, 0.1 %, in about
 * 300 kB up to an hour; {@link #ofWholeMs} keeps whole milliseconds exactly up to 32 s, and to 0.01 % above.
 *
 * <p>A negative latency has no bucket. It is counted in {@link #negativeCount} and takes no part in anything else. What
 * never came ({@link #recordNever}) is later than every other.
 *
 * <p>One thread at a time may touch it; {@link LagRecorder} serves a writer and a reader at once.
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

    /** Counts a latency in ms, a negative one apart. */
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

    /** Adds all that the other one has counted, its negative latencies too. */
    public void add(LatencyHistogram other) {
        add(other.histogram, other.negativeCount);
        neverCount += other.neverCount;
    }

    /** Adds values of the same kind, and that many negative latencies beside them. */
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

    /** Recorded latencies, without the negative ones; with what never came. */
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
     * The statistic in ms: quantiles by nearest rank as {@link LatencyStats} defines them. Infinite where what never came
     * has its part in it.
     *
     * @throws IllegalStateException if nothing but negative latencies, or nothing, was recorded
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
        // half a rank below: the percentile is a rounded number
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
     * five steps for every halving of the distance to 100 %. An existing file is replaced.
     */
    public void writeHgrm(Path file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, ticksPerMs);
        }
        // not straight into the file: a PrintStream keeps a full disk to itself
        WholeFile.write(file, text::writeTo);
    }
}
