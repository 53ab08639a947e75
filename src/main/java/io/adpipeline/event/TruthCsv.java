package io.adpipeline.event;

import io.adpipeline.files.NumbersCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The two files of a {@link Truth}; an error names file, line and what must stand there. */
final class TruthCsv {

    private static final String TRUTH_FILE = "truth.csv";
    private static final String TRUTH_HEADER = "window_id,campaign_id,views,clicks,purchases,newest_intended_offset_ns";
    private static final String PRODUCED_FILE = "truth-produced.csv";
    private static final String PRODUCED_HEADER = "window_id,campaign_id,newest_produce_time_ms";

    private final Path folder;
    private final long baseMs;
    private final long baseNs;
    private final long windowMs;

    TruthCsv(Path folder, long baseMs, long windowMs) {
        this.folder = folder;
        this.baseMs = baseMs;
        this.baseNs = TimeUnit.MILLISECONDS.toNanos(baseMs);
        this.windowMs = windowMs;
    }

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
                    cell.getValue().maxEventTimeNs() - baseNs
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
                new EventCounts(truth[2], truth[3], truth[4], produced[2], baseNs + truth[5]));
        if (before != null) {
            throw new IllegalArgumentException(
                    "window %d and campaign %d must stand once, stand twice".formatted(truth[0], truth[1]));
        }
    }
}
