package io.adpipeline.latency;

import io.adpipeline.files.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * Latencies of any number in little memory: counts in buckets (HdrHistogram) that tell values apart by three
 * significant digits, from 1 ns up. It grows with the values, so none is cut off, however late; up to an hour it takes
 * about 300 kB. What it gives back is the upper end of a bucket: never less than the recorded value, and at most 0.1 %
 * more.
 *
 * <p>A negative latency has no bucket. It is counted in {@link #negativeCount} and takes no part in anything else.
 *
 * <p>One thread at a time may touch it; {@link LagRecorder} serves a writer and a reader at once.
 */
public final class LatencyHistogram {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double NS_PER_MS = 1_000_000;
    private static final int TICKS_PER_HALF_DISTANCE = 5;

    private final Histogram histogram;
    private long negativeCount;

    public LatencyHistogram() {
        this(new Histogram(SIGNIFICANT_DIGITS), 0);
    }

    private LatencyHistogram(Histogram histogram, long negativeCount) {
        this.histogram = histogram;
        this.negativeCount = negativeCount;
    }

    /** A histogram of its own with what the given one holds, and that many negative latencies beside it. */
    static LatencyHistogram copyOf(Histogram histogram, long negativeCount) {
        Histogram copy = new Histogram(SIGNIFICANT_DIGITS);
        copy.add(histogram);
        return new LatencyHistogram(copy, negativeCount);
    }

    /** Counts a latency in ns, a negative one apart. */
    public void recordNs(long latencyNs) {
        if (latencyNs < 0) {
            negativeCount++;
        } else {
            histogram.recordValue(latencyNs);
        }
    }

    /** Counts a latency in ms, a negative one apart. */
    public void recordMs(double latencyMs) {
        recordNs(Math.round(latencyMs * NS_PER_MS));
    }

    /** Adds all that the other one has counted, its negative latencies too. */
    public void add(LatencyHistogram other) {
        histogram.add(other.histogram);
        negativeCount += other.negativeCount;
    }

    /** The same counts in a histogram of their own. */
    public LatencyHistogram copy() {
        return copyOf(histogram, negativeCount);
    }

    /** Recorded latencies, without the negative ones. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Negative latencies that were refused; clocks or stamps disagree if this is not 0. */
    public long negativeCount() {
        return negativeCount;
    }

    /**
     * The statistic in ms: quantiles by nearest rank as {@link LatencyStats} defines them, all to 0.1 %.
     *
     * @throws IllegalStateException if nothing but negative latencies, or nothing, was recorded
     */
    public double value(Statistic statistic) {
        Objects.requireNonNull(statistic, "statistic");
        if (count() == 0) {
            throw new IllegalStateException("no latencies recorded (and %d negative ones refused), so there is no %s"
                    .formatted(negativeCount, statistic.key()));
        }
        double valueNs = statistic == Statistic.MEAN
                ? histogram.getMean()
                : histogram.getValueAtPercentile(statistic.quantile() * 100);
        return valueNs / NS_PER_MS;
    }

    /** Every statistic in ms, as {@link #value} gives it; empty if nothing was recorded. */
    public Map<Statistic, Double> statistics() {
        Map<Statistic, Double> statistics = new EnumMap<>(Statistic.class);
        if (count() > 0) {
            Arrays.stream(Statistic.values()).forEach(statistic -> statistics.put(statistic, value(statistic)));
        }
        return statistics;
    }

    /**
     * Writes the percentile distribution, values in ms, as the {@code .hgrm} text that HdrHistogram's plotters read:
     * five steps for every halving of the distance to 100 %. An existing file is replaced.
     */
    public void writeHgrm(Path file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            histogram.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, NS_PER_MS);
        }
        // not straight into the file: a PrintStream keeps a full disk to itself
        WholeFile.write(file, text::writeTo);
    }
}
