package io.adpipeline.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionsTest {

    private static final long FROM_MS = 1_000_000;

    @ParameterizedTest
    @CsvSource({
        // measured, window, length and number of sections of whole windows, and of time
        "60000, 1000, 4000, 15, 4000, 15",
        "60000, 3000, 6000, 10, 6000, 10",
        "60000, 4000, 4000, 15, 4000, 15",
        "60000, 10000, 10000, 6, 4000, 15",
        "3000, 1000, 4000, 1, 4000, 1",
        "3600000, 10000, 90000, 40, 90000, 40",
        "7200000, 600000, 600000, 12, 180000, 40",
    })
    void sectionsAreWholeWindowsOrAtLeastFourSeconds(
            long measuredMs, long windowMs, long lengthMs, long count, long lengthOfTimeMs, long countOfTime) {
        assertThat(Sections.ofWindows(FROM_MS, FROM_MS + measuredMs, windowMs))
                .isEqualTo(new Sections(FROM_MS, lengthMs, count));
        assertThat(Sections.ofTime(FROM_MS, FROM_MS + measuredMs, windowMs))
                .isEqualTo(new Sections(FROM_MS, lengthOfTimeMs, countOfTime));
    }

    @Test
    void whatIsLeftOverBelongsToTheLastOne() {
        Sections sections = Sections.ofWindows(FROM_MS, FROM_MS + 13_000, 1_000);

        assertThat(sections.count()).isEqualTo(3);
        assertThat(sections.indexOf(FROM_MS)).isZero();
        assertThat(sections.indexOf(FROM_MS + 3_999)).isZero();
        assertThat(sections.indexOf(FROM_MS + 4_000)).isEqualTo(1);
        assertThat(sections.indexOf(FROM_MS + 12_999)).isEqualTo(2);
    }
}
