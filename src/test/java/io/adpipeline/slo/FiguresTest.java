package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.latency.ConfidenceInterval;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "812.4,812 ms",
        "95.26,95.3 ms",
        "0.2512,0.251 ms",
        "0,0 ms",
        "2000,2 s",
        "1239.6,1.24 s",
        "999.6,1 s",
        "123456,123 s",
        "1234567,1235 s",
        "-3.5,-3.5 ms"
    })
    void latenciesHaveThreeDigitsAndSecondsFromOneThousandMs(double ms, String text) {
        assertThat(Figures.rounded(Unit.MS, ms)).isEqualTo(text);
    }

    @Test
    void limitsKeepEveryDigit() {
        assertThat(Figures.exact(Unit.MS, 1234.5)).isEqualTo("1.2345 s");
        assertThat(Figures.exact(Unit.PERCENT, 99.9995)).isEqualTo("99.9995 %");
    }

    @ParameterizedTest
    @CsvSource({
        "1503,1504,1.504 s",
        "1503,1502,1.5 s",
        "2000,2003,2.003 s",
        "2000,2000,2 s",
        "2000,2410,2.41 s",
        "2000,1999.9999,1.9999999 s"
    })
    void aValueBesideItsLimitStillReadsDifferently(double limit, double value, String text) {
        assertThat(Figures.against(limit, Unit.MS, value)).isEqualTo(text);
    }

    @Test
    void aShareJustBelowItsLimitStillReadsDifferently() {
        assertThat(Figures.against(99, Unit.PERCENT, 98.996)).isEqualTo("98.996 %");
        assertThat(Figures.against(99.99, Unit.PERCENT, 99.96)).isEqualTo("99.96 %");
    }

    @Test
    void theIntervalIsShownInTheUnitOfTheValue() {
        assertThat(Figures.withInterval(812, new ConfidenceInterval(774, 861))).isEqualTo("812 ms [774, 861]");
        assertThat(Figures.withInterval(1012, new ConfidenceInterval(874, 1161)))
                .isEqualTo("1.01 s [0.874, 1.16]");
        assertThat(Figures.withInterval(999.7, new ConfidenceInterval(990, 1010)))
                .isEqualTo("1 s [0.99, 1.01]");
    }

    @Test
    void countsSetThousandsApartInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
            assertThat(Figures.count(1_234.5)).isEqualTo("1,235");
            assertThat(Figures.rounded(Unit.EVENTS, 50_000)).isEqualTo("50,000 events");
            assertThat(Figures.rounded(Unit.MS, 1239.6)).isEqualTo("1.24 s");
        } finally {
            Locale.setDefault(before);
        }
    }
}
