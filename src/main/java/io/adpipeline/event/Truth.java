package io.adpipeline.event;

import io.adpipeline.files.NumbersCsv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the pipeline must have counted: the events that Kafka acknowledged, per (window, campaign). Immutable.
 *
 * <p>On disk it is two files. {@code truth.csv} gives windows and times relative to the start of the measured part, so
 * that runs of one scenario and seed write the same bytes from window 0 on. The newest produce times, which differ in
 * every run, are in {@code truth-produced.csv}.
 *
 * @param cells those with at least one event, sorted by window, then campaign; unmodifiable
 */
public record Truth(Map<CampaignWindow, EventCounts> cells) {

    public Truth {
        cells = Collections.unmodifiableMap(new TreeMap<>(cells));
    }

    /** The counts of one cell, if any event fell into it. */
    public Optional<EventCounts> of(CampaignWindow cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    /** Events in all cells. */
    public long total() {
        return cells.values().stream().mapToLong(EventCounts::total).sum();
    }

    /**
     * Writes both files into a folder.
     *
     * @param baseMs start of the measured part, which is the start of window 0, epoch ms
     * @param windowMs window size
     */
    public void write(Path folder, long baseMs, long windowMs) throws IOException {
        new Csv(folder, baseMs, windowMs).write(cells);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UncheckedIOException if a file is missing or malformed; names file and line
     */
    public static Truth read(Path folder, long baseMs, long windowMs) {
        try {
            return new Truth(new Csv(folder, baseMs, windowMs).read());
        } catch (IOException e) {
            throw new UncheckedIOException("the truth in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** The two files; an error names file, line and what must stand there. */
    private record Csv(Path folder, long baseMs, long windowMs) {

        private static final String TRUTH_FILE = "truth.csv";
        private static final String TRUTH_HEADER =
                "window_id,campaign_id,views,clicks,purchases,newest_intended_offset_ns";
        private static final String PRODUCED_FILE = "truth-produced.csv";
        private static final String PRODUCED_HEADER = "window_id,campaign_id,newest_produce_time_ms";

        void write(Map<CampaignWindow, EventCounts> cells) throws IOException {
            NumbersCsv.write(
                    folder.resolve(TRUTH_FILE),
                    TRUTH_HEADER,
                    cells.entrySet().stream().map(cell -> new long[] {
                        window(cell.getKey()),
                        cell.getKey().campaignId(),
                        cell.getValue().views(),
                        cell.getValue().clicks(),
                        cell.getValue().purchases(),
                        cell.getValue().maxEventTimeNs() - baseNs()
                    }));
            NumbersCsv.write(
                    folder.resolve(PRODUCED_FILE),
                    PRODUCED_HEADER,
                    cells.entrySet().stream().map(cell -> new long[] {
                        window(cell.getKey()),
                        cell.getKey().campaignId(),
                        cell.getValue().maxProduceTimeMs()
                    }));
        }

        private long window(CampaignWindow cell) {
            return (cell.windowStartMs() - baseMs) / windowMs;
        }

        Map<CampaignWindow, EventCounts> read() throws IOException {
            List<long[]> truth = NumbersCsv.read(folder.resolve(TRUTH_FILE), TRUTH_HEADER);
            List<long[]> produced = NumbersCsv.read(folder.resolve(PRODUCED_FILE), PRODUCED_HEADER);
            if (truth.size() != produced.size()) {
                throw new IOException("%s must have a row for each of %s, has %d for %d"
                        .formatted(PRODUCED_FILE, TRUTH_FILE, produced.size(), truth.size()));
            }
            Map<CampaignWindow, EventCounts> cells = new TreeMap<>();
            for (int i = 0; i < truth.size(); i++) {
                try {
                    add(cells, truth.get(i), produced.get(i));
                } catch (IllegalArgumentException | ArithmeticException e) {
                    // the header is line 1
                    throw new IOException("%s, line %d: %s".formatted(TRUTH_FILE, i + 2, e.getMessage()), e);
                }
            }
            return cells;
        }

        private void add(Map<CampaignWindow, EventCounts> cells, long[] truth, long[] produced) {
            if (truth[0] != produced[0] || truth[1] != produced[1]) {
                throw new IllegalArgumentException("is of window %d and campaign %d, the same line of %s of %d and %d"
                        .formatted(truth[0], truth[1], PRODUCED_FILE, produced[0], produced[1]));
            }
            EventCounts before = cells.put(
                    new CampaignWindow(baseMs + truth[0] * windowMs, Math.toIntExact(truth[1])),
                    new EventCounts(truth[2], truth[3], truth[4], produced[2], baseNs() + truth[5]));
            if (before != null) {
                throw new IllegalArgumentException(
                        "window %d and campaign %d must occur once, occur twice".formatted(truth[0], truth[1]));
            }
        }

        private long baseNs() {
            return TimeUnit.MILLISECONDS.toNanos(baseMs);
        }
    }
}
