package io.adpipeline.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the pipeline must have counted: the events that Kafka acknowledged, per (window, campaign). Immutable.
 *
 * <p>On disk it is two files. {@code truth.csv} speaks of windows and times relative to the start of the load, so that
 * two runs of one scenario and seed write it byte for byte alike. The newest produce times, which no two runs share,
 * stand in {@code truth-produced.csv} beside it.
 */
public final class Truth {

    private static final String TRUTH_HEADER = "window_id,campaign_id,views,clicks,purchases,newest_intended_offset_ns";
    private static final String PRODUCED_HEADER = "window_id,campaign_id,newest_produce_time_ms";

    private final NavigableMap<CampaignWindow, EventCounts> cells;

    public Truth(Map<CampaignWindow, EventCounts> cells) {
        this.cells = Collections.unmodifiableNavigableMap(new TreeMap<>(cells));
    }

    /** All cells with at least one event, by window, then campaign. */
    public NavigableMap<CampaignWindow, EventCounts> cells() {
        return cells;
    }

    /** The counts of one cell, if any event fell into it. */
    public Optional<EventCounts> of(CampaignWindow cell) {
        return Optional.ofNullable(cells.get(cell));
    }

    /** Events in all cells. */
    public long total() {
        return cells.values().stream().mapToLong(EventCounts::total).sum();
    }

    /** The events of both. */
    public Truth plus(Truth other) {
        Map<CampaignWindow, EventCounts> sum = new TreeMap<>(cells);
        other.cells.forEach((cell, counts) -> sum.merge(cell, counts, EventCounts::plus));
        return new Truth(sum);
    }

    /**
     * Writes both files into a folder.
     *
     * @param baseMs start of the load, epoch ms; a start of a window
     * @param windowMs window size
     */
    public void write(Path folder, long baseMs, long windowMs) throws IOException {
        List<String> truth = new ArrayList<>(List.of(TRUTH_HEADER));
        List<String> produced = new ArrayList<>(List.of(PRODUCED_HEADER));
        long baseNs = TimeUnit.MILLISECONDS.toNanos(baseMs);
        cells.forEach((cell, counts) -> {
            String key = (cell.windowStartMs() - baseMs) / windowMs + "," + cell.campaignId();
            truth.add("%s,%d,%d,%d,%d".formatted(
                    key, counts.views(), counts.clicks(), counts.purchases(), counts.maxEventTimeNs() - baseNs));
            produced.add(key + "," + counts.maxProduceTimeMs());
        });
        Files.write(folder.resolve("truth.csv"), truth);
        Files.write(folder.resolve("truth-produced.csv"), produced);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UncheckedIOException if a file is missing or is not of the form that {@link #write} gives it
     */
    public static Truth read(Path folder, long baseMs, long windowMs) {
        List<String> truth = rows(folder.resolve("truth.csv"), TRUTH_HEADER);
        List<String> produced = rows(folder.resolve("truth-produced.csv"), PRODUCED_HEADER);
        if (truth.size() != produced.size()) {
            throw new UncheckedIOException(new IOException("truth.csv has %d rows and truth-produced.csv %d in %s"
                    .formatted(truth.size(), produced.size(), folder)));
        }
        long baseNs = TimeUnit.MILLISECONDS.toNanos(baseMs);
        Map<CampaignWindow, EventCounts> cells = new TreeMap<>();
        for (int i = 0; i < truth.size(); i++) {
            long[] cell = numbers(truth.get(i));
            long newestProduceMs = numbers(produced.get(i))[2];
            cells.put(
                    new CampaignWindow(baseMs + cell[0] * windowMs, Math.toIntExact(cell[1])),
                    new EventCounts(cell[2], cell[3], cell[4], newestProduceMs, baseNs + cell[5]));
        }
        return new Truth(cells);
    }

    private static List<String> rows(Path file, String header) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty() || !lines.get(0).equals(header)) {
                throw new IOException(file + " does not begin with the header " + header);
            }
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long[] numbers(String row) {
        String[] fields = row.split(",");
        long[] numbers = new long[fields.length];
        for (int i = 0; i < fields.length; i++) {
            numbers[i] = Long.parseLong(fields[i]);
        }
        return numbers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Truth truth && truth.cells.equals(cells);
    }

    @Override
    public int hashCode() {
        return cells.hashCode();
    }

    @Override
    public String toString() {
        return "%d events in %d cells".formatted(total(), cells.size());
    }
}
