package io.adpipeline.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.adpipeline.files.PlainText;
import io.adpipeline.files.WholeFile;
import io.adpipeline.latency.Statistic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The generator's report on a load.
 *
 * @param startMs start of the schedule, epoch ms
 * @param warmupMs how long the warm-up took, ms
 * @param askedEventsPerSecond mean rate of all producers together, as the scenario asks
 * @param whole counts of the whole schedule
 * @param measured counts of the events whose intended times lie in the measured phase
 * @param measuredSeconds length of the measured phase
 * @param scheduleLagMs statistics of produce time − intended time in the measured phase, ms
 * @param acknowledgeMs statistics of acknowledgement − produce time in the measured phase, ms
 * @param appendDelayMaxMs for each window from the start of the schedule on, the longest time from the intended time of
 *     an acknowledged event to its append by the broker, ms, from 0
 * @param sentByProducer events that each producer handed over
 * @param firstFailure why the first failed send failed; empty if none did
 * @param clockDriftMs the largest difference seen between wall clock and the generator's monotonic clock, ms
 * @param clockOffsets of each broker that answered, sorted by its id
 */
public record LoadReport(
        long startMs,
        long warmupMs,
        double askedEventsPerSecond,
        Counts whole,
        Counts measured,
        double measuredSeconds,
        Map<Statistic, Double> scheduleLagMs,
        Map<Statistic, Double> acknowledgeMs,
        List<Long> appendDelayMaxMs,
        List<Long> sentByProducer,
        String firstFailure,
        double clockDriftMs,
        List<ClockOffset> clockOffsets) {

    /** Its file in the folder of a load. */
    public static final String FILE = "load.json";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    public LoadReport {
        scheduleLagMs = Map.copyOf(scheduleLagMs);
        acknowledgeMs = Map.copyOf(acknowledgeMs);
        firstFailure = PlainText.of(firstFailure);
        sentByProducer = List.copyOf(sentByProducer);
        clockOffsets = List.copyOf(clockOffsets);
        appendDelayMaxMs = List.copyOf(appendDelayMaxMs);
    }

    /**
     * Events of a part of the schedule.
     *
     * @param intended scheduled by the traffic models
     * @param sent handed to the Kafka producers
     * @param acknowledged acknowledged by Kafka
     * @param failed given up by the Kafka producers
     */
    public record Counts(long intended, long sent, long acknowledged, long failed) {

        Counts plus(Counts other) {
            return new Counts(
                    intended + other.intended,
                    sent + other.sent,
                    acknowledged + other.acknowledged,
                    failed + other.failed);
        }
    }

    /** The report that a generator left in a folder. */
    public static LoadReport read(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            return JSON.readValue(file.toFile(), LoadReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    void write(Path directory) throws IOException {
        WholeFile.write(
                directory.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    /**
     * The starts, epoch ms, of the windows with an event that reached the broker too late after its intended time.
     *
     * @param limitMs how late events may be, ms
     */
    public Set<Long> lateWindowsMs(long windowMs, long limitMs) {
        return IntStream.range(0, appendDelayMaxMs.size())
                .filter(window -> appendDelayMaxMs.get(window) > limitMs)
                .mapToObj(window -> startMs + window * windowMs)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Start of the measured part, epoch ms. */
    public long measureFromMs() {
        return startMs + warmupMs;
    }

    /** How many of the measured phase's intended events Kafka acknowledged, percent; 0 if none was intended. */
    public double deliveredPercent() {
        return measured.intended() == 0 ? 0 : 100.0 * measured.acknowledged() / measured.intended();
    }

    /** Acknowledged events per second of the measured phase. */
    public double achievedEventsPerSecond() {
        return measured.acknowledged() / measuredSeconds;
    }
}
