package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalLogTest {
    private static final long START_MS = 1_795_000_000_123L;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("latency.hlog");
    }

    @Test
    void theLibrarysReaderFindsTimesTagsAndValues() throws IOException {
        LatencyHistogram late = ofMs(7_200_000);
        try (IntervalLog log = new IntervalLog(file)) {
            log.add("endToEnd", START_MS, START_MS + 5_000, ofMs(1, 250, 800));
            log.add("eventTime", START_MS, START_MS + 5_000, ofMs(900));
            log.add(START_MS + 5_000, START_MS + 10_001, late);
        }

        List<Histogram> read = read();

        assertThat(read).extracting(Histogram::getTag).containsExactly("endToEnd", "eventTime", null);
        assertTimes(read.get(0), START_MS, START_MS + 5_000);
        assertTimes(read.get(1), START_MS, START_MS + 5_000);
        assertTimes(read.get(2), START_MS + 5_000, START_MS + 10_001);
        assertThat(read).extracting(Histogram::getTotalCount).containsExactly(3L, 1L, 1L);
        assertThat(read.get(0).getMaxValue() / 1e6).isCloseTo(800, withinPercentage(0.1));
        assertThat(read.get(2)).isEqualTo(late.toHdrHistogram());
    }

    @Test
    void theStartTimeIsThatOfTheFirstInterval() throws IOException {
        try (IntervalLog log = new IntervalLog(file)) {
            log.add(START_MS, START_MS + 1, ofMs(1));
            log.add(START_MS + 1, START_MS + 2, ofMs(1));
        }

        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            reader.nextIntervalHistogram();
            assertThat(Math.round(reader.getStartTimeSec() * 1_000)).isEqualTo(START_MS);
        }
        assertThat(Files.readAllLines(file))
                .filteredOn(line -> line.startsWith("#[StartTime") || line.startsWith("#[BaseTime"))
                .hasSize(2);
    }

    @Test
    void thePrintedMaximumIsInMilliseconds() throws IOException {
        try (IntervalLog log = new IntervalLog(file)) {
            log.add(START_MS, START_MS + 1_500, ofMs(250));
        }

        String[] columns = Files.readAllLines(file).stream()
                .filter(line -> Character.isDigit(line.charAt(0)))
                .findFirst()
                .orElseThrow()
                .split(",");

        assertThat(Double.parseDouble(columns[1])).isEqualTo(1.5);
        assertThat(Double.parseDouble(columns[2])).isCloseTo(250, withinPercentage(0.1));
    }

    @Test
    void anIntervalIsOnDiskAsSoonAsItIsAdded() throws IOException {
        try (IntervalLog log = new IntervalLog(file)) {
            log.add(START_MS, START_MS + 1, ofMs(1));

            assertThat(read()).hasSize(1);
        }
    }

    @Test
    void anEmptyIntervalAndAnEmptyLogCanBeRead() throws IOException {
        try (IntervalLog log = new IntervalLog(file)) {
            assertThat(read()).isEmpty();
            log.add(START_MS, START_MS, new LatencyHistogram());
        }

        assertThat(read()).singleElement().extracting(Histogram::getTotalCount).isEqualTo(0L);
    }

    @Test
    void negativeLatenciesStandInAComment() throws IOException {
        LatencyHistogram histogram = ofMs(1);
        histogram.recordNs(-1);
        try (IntervalLog log = new IntervalLog(file)) {
            log.add(START_MS, START_MS + 1, histogram);
        }

        assertThat(Files.readString(file)).contains("#[1 negative latencies from " + START_MS);
        assertThat(read()).singleElement().extracting(Histogram::getTotalCount).isEqualTo(1L);
    }

    @Test
    void timesOutOfOrderAreRefusedAndWriteNothing() throws IOException {
        try (IntervalLog log = new IntervalLog(file)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.add(10, 9, ofMs(1)))
                    .withMessage("endMs must not be before startMs, were 9 and 10");
            log.add(20, 30, ofMs(1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.add(19, 30, ofMs(1)))
                    .withMessageContaining("began at 20, was 19");
        }

        assertThat(read()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "end to end", "a,b", "a\nb"})
    void aTagThatWouldBreakTheLineIsRefused(String tag) throws IOException {
        try (IntervalLog log = new IntervalLog(file)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.add(tag, 1, 2, ofMs(1)))
                    .withMessageContaining("'" + tag + "'");
        }
    }

    @Test
    void aClosedLogTakesNothingMore() throws IOException {
        IntervalLog log = new IntervalLog(file);
        log.close();
        log.close();

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> log.add(1, 2, ofMs(1)));
    }

    @Test
    void closingClosesTheFile() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        IntervalLog log = new IntervalLog(new OutputStream() {
            @Override
            public void write(int b) {}

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });

        log.close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void aFullDiskIsAnError() {
        IntervalLog log = new IntervalLog(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("no space left");
            }
        });

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> log.add(1, 2, ofMs(1)));
    }

    /** To 1 ms: the reader cuts off what binary fractions of a second leave over. */
    private static void assertTimes(Histogram read, long startMs, long endMs) {
        assertThat(read.getStartTimeStamp()).isBetween(startMs - 1, startMs);
        assertThat(read.getEndTimeStamp()).isBetween(endMs - 1, endMs);
    }

    private List<Histogram> read() throws FileNotFoundException {
        List<Histogram> histograms = new ArrayList<>();
        try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next; (next = reader.nextIntervalHistogram()) != null; ) {
                histograms.add((Histogram) next);
            }
        }
        return histograms;
    }

    private static LatencyHistogram ofMs(long... latenciesMs) {
        LatencyHistogram histogram = new LatencyHistogram();
        for (long latencyMs : latenciesMs) {
            histogram.recordUs(latencyMs * 1_000);
        }
        return histogram;
    }
}
