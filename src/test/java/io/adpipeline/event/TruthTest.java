package io.adpipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthTest {

    private static final long WINDOW_MS = 10_000;
    private static final long BASE_MS = 1_700_000_000_000L;
    private static final String HEADER = "window_id,campaign_id,views,clicks,purchases,newest_intended_offset_ns";
    private static final String PRODUCED_HEADER = "window_id,campaign_id,newest_produce_time_ms";

    @TempDir
    private Path folder;

    /** The same events, were the load to start at that instant; produce times differ from run to run. */
    private static Truth random(long seed, long baseMs, long delayMs) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<CampaignWindow, EventCounts> cells = new HashMap<>();
        for (int window = 0; window < 12; window++) {
            for (int campaign = 1; campaign <= 11; campaign++) {
                long offsetNs = window * WINDOW_MS * 1_000_000 + random.nextLong(WINDOW_MS * 1_000_000);
                cells.put(
                        new CampaignWindow(baseMs + window * WINDOW_MS, campaign),
                        new EventCounts(
                                random.nextLong(1_000_000),
                                random.nextLong(9),
                                0,
                                baseMs + offsetNs / 1_000_000 + delayMs,
                                baseMs * 1_000_000 + offsetNs));
            }
        }
        return new Truth(cells);
    }

    private void write(String truth, String produced) throws IOException {
        Files.writeString(folder.resolve("truth.csv"), HEADER + "\n" + truth);
        Files.writeString(folder.resolve("truth-produced.csv"), PRODUCED_HEADER + "\n" + produced);
    }

    private Truth read() {
        return Truth.read(folder, BASE_MS, WINDOW_MS);
    }

    @Test
    void whatIsWrittenIsReadBackEqual() throws IOException {
        Truth truth = random(1, BASE_MS, 3);
        truth.write(folder, BASE_MS, WINDOW_MS);

        assertThat(read()).isEqualTo(truth).hasSameHashCodeAs(truth);
        assertThat(read().cells()).hasSize(12 * 11);
    }

    @Test
    void theFilesAreOfTheDocumentedForm() throws IOException {
        new Truth(Map.of(
                        new CampaignWindow(BASE_MS + WINDOW_MS, 1),
                        new EventCounts(0, 0, 7, BASE_MS + 12_345, BASE_MS * 1_000_000 + 12_000_000_001L),
                        new CampaignWindow(BASE_MS, 2),
                        new EventCounts(3, 2, 1, BASE_MS + 5, BASE_MS * 1_000_000 + 4)))
                .write(folder, BASE_MS, WINDOW_MS);

        assertThat(folder.resolve("truth.csv")).hasContent(HEADER + "\n0,2,3,2,1,4\n1,1,0,0,7,12000000001\n");
        assertThat(folder.resolve("truth-produced.csv"))
                .hasContent(PRODUCED_HEADER + "\n0,2,1700000000005\n1,1,1700000012345\n");
    }

    @Test
    void theSameEventsAtAnotherStartGiveTheSameFileByteForByte(@TempDir Path other) throws IOException {
        random(2, BASE_MS, 1).write(folder, BASE_MS, WINDOW_MS);
        long laterMs = BASE_MS + 987 * WINDOW_MS;
        random(2, laterMs, 40).write(other, laterMs, WINDOW_MS);

        assertThat(folder.resolve("truth.csv")).hasSameBinaryContentAs(other.resolve("truth.csv"));
        assertThat(Truth.read(other, laterMs, WINDOW_MS)).isEqualTo(random(2, laterMs, 40));
    }

    @Test
    void theFilesAreTheSameInEveryLocale(@TempDir Path other) throws IOException {
        random(2, BASE_MS, 1).write(folder, BASE_MS, WINDOW_MS);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            random(2, BASE_MS, 1).write(other, BASE_MS, WINDOW_MS);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(folder.resolve("truth.csv")).hasSameBinaryContentAs(other.resolve("truth.csv"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,1,1,1,1          | 0,1,5 | truth.csv, line 2 must have 6 columns, has 5",
                "0,1,1,1,1,1,1      | 0,1,5 | truth.csv, line 2 must have 6 columns, has 7",
                "0,1,1,1,1,1        | 0,1   | truth-produced.csv, line 2 must have 3 columns, has 2",
                "0,1,one,1,1,1      | 0,1,5 | truth.csv, line 2 must hold whole numbers, was '0,1,one,1,1,1'",
                "0,1,1,1,1,1        | 0,1,  | truth-produced.csv, line 2 must hold whole numbers, was '0,1,'",
                "0,1,-1,1,1,1       | 0,1,5 | truth.csv, line 2: counts must not be negative",
                "0,0,1,1,1,1        | 0,0,5 | truth.csv, line 2: campaignId must be at least 1, was 0",
                "0,4294967297,1,1,1,1|0,4294967297,5| truth.csv, line 2: integer overflow",
                "0,1,1,1,1,1        | 0,2,5 | truth.csv, line 2: is of window 0 and campaign 1, the same line of "
                        + "truth-produced.csv of 0 and 2",
                "0,1,1,1,1,1        | 1,1,5 | truth.csv, line 2: is of window 0 and campaign 1, the same line of "
                        + "truth-produced.csv of 1 and 1",
            })
    void aBrokenRowIsRefusedWithItsPlace(String truth, String produced, String problem) throws IOException {
        write(truth, produced);

        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void aCellThatStandsTwiceIsRefused() throws IOException {
        write("0,1,1,1,1,1\n0,1,1,1,1,1\n", "0,1,5\n0,1,5\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("truth.csv, line 3: window 0 and campaign 1 must occur once, occur twice");
    }

    @Test
    void filesOfDifferentLengthAreRefused() throws IOException {
        write("0,1,1,1,1,1\n0,2,1,1,1,1\n", "0,1,5\n");

        assertThatThrownBy(this::read)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("truth-produced.csv must have a row for each of truth.csv, has 1 for 2");
    }

    @Test
    void aFileThatIsMissingEmptyOrHasAForeignHeaderIsRefused() throws IOException {
        assertThatThrownBy(this::read).isInstanceOf(UncheckedIOException.class).hasMessageContaining("truth.csv");
        for (List<String> lines : List.of(List.<String>of(), List.of("window_id,campaign_id,views"))) {
            Files.write(folder.resolve("truth.csv"), lines);
            Files.writeString(folder.resolve("truth-produced.csv"), PRODUCED_HEADER);

            assertThatThrownBy(this::read)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("truth.csv must begin with the header '" + HEADER + "'");
        }
    }
}
