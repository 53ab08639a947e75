package io.adpipeline.event;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
        List<String> truth = new ArrayList<>(List.of(TRUTH_HEADER));
        List<String> produced = new ArrayList<>(List.of(PRODUCED_HEADER));
        cells.forEach((cell, counts) -> {
            String key = (cell.windowStartMs() - baseMs) / windowMs + "," + cell.campaignId();
            truth.add(String.format(
                    Locale.ROOT,
                    "%s,%d,%d,%d,%d",
                    key,
                    counts.views(),
                    counts.clicks(),
                    counts.purchases(),
                    counts.maxEventTimeNs() - baseNs));
            produced.add(key + "," + counts.maxProduceTimeMs());
        });
        Files.write(folder.resolve(TRUTH_FILE), truth);
        Files.write(folder.resolve(PRODUCED_FILE), produced);
    }

    Map<CampaignWindow, EventCounts> read() throws IOException {
        List<long[]> truth = rows(TRUTH_FILE, TRUTH_HEADER);
        List<long[]> produced = rows(PRODUCED_FILE, PRODUCED_HEADER);
        if (truth.size() != produced.size()) {
            throw new IOException("%s must have a row for each of %s, has %d for %d in %s"
                    .formatted(PRODUCED_FILE, TRUTH_FILE, produced.size(), truth.size(), folder));
        }
        Map<CampaignWindow, EventCounts> cells = new TreeMap<>();
        for (int i = 0; i < truth.size(); i++) {
            try {
                add(cells, truth.get(i), produced.get(i));
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new IOException("%s: %s".formatted(place(TRUTH_FILE, i), e.getMessage()), e);
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

    private List<long[]> rows(String name, String header) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(name));
        if (lines.isEmpty() || !lines.get(0).equals(header)) {
            throw new IOException("%s must begin with the header '%s'".formatted(folder.resolve(name), header));
        }
        int columns = header.split(",").length;
        List<long[]> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] fields = lines.get(i).split(",", -1);
            if (fields.length != columns) {
                throw new IOException(
                        "%s: must have %d columns, has %d".formatted(place(name, i - 1), columns, fields.length));
            }
            rows.add(numbers(fields, place(name, i - 1)));
        }
        return rows;
    }

    private static long[] numbers(String[] fields, String place) throws IOException {
        try {
            return Arrays.stream(fields).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new IOException("%s: must be whole numbers, was '%s'".formatted(place, String.join(",", fields)), e);
        }
    }

    /** File and line of a row; the header is line 1. */
    private String place(String name, int row) {
        return "%s, line %d".formatted(folder.resolve(name), row + 2);
    }
}
