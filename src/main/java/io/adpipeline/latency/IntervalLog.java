package io.adpipeline.latency;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Writes histograms of consecutive intervals as an HdrHistogram log ({@code .hlog}, format 1.3), which any
 * HdrHistogram tool reads: values in ns, the printed maximum in ms, the first interval's start as start time and base
 * of all times. Times are exact to the ms in the file; the library's reader cuts fractions off as it adds them up and
 * can be 1 ms early. Histograms of several metrics share a log by their tags. An interval's negative latencies, which
 * have no place in a histogram, stand in a comment line before it.
 *
 * <p>Owns the file until closed; one thread at a time may touch it.
 */
public final class IntervalLog implements AutoCloseable {
    private static final double NS_PER_MS = 1_000_000;
    private static final double MS_PER_S = 1_000;
    private static final Pattern TAG = Pattern.compile("[^,\\s]+");

    private final PrintStream out;
    private final HistogramLogWriter log;
    private long firstStartMs;
    private long lastStartMs;
    private boolean begun;

    /** Opens the log; an existing file is replaced. */
    public IntervalLog(Path file) throws IOException {
        this(Files.newOutputStream(file));
    }

    IntervalLog(OutputStream target) {
        out = new PrintStream(new BufferedOutputStream(target), false, StandardCharsets.UTF_8);
        log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
    }

    /**
     * Appends an interval without a tag.
     *
     * @param startMs start of the interval, epoch ms; not before the start of the interval before
     * @param endMs end of the interval, epoch ms; not before its start
     * @throws IllegalArgumentException if the times are out of order
     * @throws IOException if it cannot be written, or the log is closed
     */
    public void add(long startMs, long endMs, LatencyHistogram histogram) throws IOException {
        write(null, startMs, endMs, histogram);
    }

    /**
     * Appends an interval of the metric that the tag names.
     *
     * @param tag not empty, without commas and white space
     * @throws IllegalArgumentException if the tag is malformed or the times are out of order
     * @throws IOException if it cannot be written, or the log is closed
     */
    public void add(String tag, long startMs, long endMs, LatencyHistogram histogram) throws IOException {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    "tag must not be empty nor contain commas or white space, was '%s'".formatted(tag));
        }
        write(tag, startMs, endMs, histogram);
    }

    private void write(String tag, long startMs, long endMs, LatencyHistogram histogram) throws IOException {
        if (endMs < startMs) {
            throw new IllegalArgumentException(
                    "endMs must not be before startMs, were %d and %d".formatted(endMs, startMs));
        }
        begin(startMs);
        if (histogram.negativeCount() > 0) {
            log.outputComment("[%d negative latencies from %d to %d ms are not in the histogram]"
                    .formatted(histogram.negativeCount(), startMs, endMs));
        }
        Histogram interval = histogram.toHdrHistogram();
        interval.setTag(tag);
        log.outputIntervalHistogram(
                (startMs - firstStartMs) / MS_PER_S, (endMs - firstStartMs) / MS_PER_S, interval, NS_PER_MS);
        requireWritten();
    }

    private void begin(long startMs) {
        if (!begun) {
            begun = true;
            firstStartMs = startMs;
            log.outputBaseTime(startMs);
            log.outputStartTime(startMs);
            log.outputLegend();
        } else if (startMs < lastStartMs) {
            throw new IllegalArgumentException(
                    "startMs must not be before the interval before, which began at %d, was %d"
                            .formatted(lastStartMs, startMs));
        }
        lastStartMs = startMs;
    }

    /** A PrintStream never throws, so a full disk would go unseen. */
    private void requireWritten() throws IOException {
        if (out.checkError()) {
            throw new IOException("the interval log could not be written, or is closed");
        }
    }

    /** Writes what is left and closes the file; once is enough. */
    @Override
    public void close() throws IOException {
        out.close();
        requireWritten();
    }
}
