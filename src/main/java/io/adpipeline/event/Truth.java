package io.adpipeline.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the pipeline must have counted: the events that Kafka acknowledged, per (window, campaign). Immutable.
 *
 * <p>On disk it is two files. {@code truth.csv} speaks of windows and times relative to the start of the load, so that
 * two runs of one scenario and seed write it byte for byte alike. The newest produce times, which no two runs share,
 * stand in {@code truth-produced.csv} beside it.
 */
public final class Truth {

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
        new TruthCsv(folder, baseMs, windowMs).write(cells);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws UncheckedIOException if a file is missing or is not of the form that {@link #write} gives it; names file
     *     and line
     */
    public static Truth read(Path folder, long baseMs, long windowMs) {
        try {
            return new Truth(new TruthCsv(folder, baseMs, windowMs).read());
        } catch (IOException e) {
            throw new UncheckedIOException("the truth in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
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
