package io.adpipeline.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({"0, 300, 0, 320", "0, 41000, 0, 44000", "5, 0.4, 0, 0.42", "-20, 100, -20, 120", "0, 0, 0, 1"})
    void anAxisBeginsAtZeroOrBelowAndHasRoomAboveTheLargestValue(
            double smallest, double largest, double min, double max) {
        Scale scale = Scale.around("latency, ms", smallest, largest);

        assertThat(scale.min()).isEqualTo(min);
        assertThat(scale.max()).isEqualTo(max, within(1e-9));
    }

    @Test
    void anAxisWithoutExtentIsRefused() {
        assertThatThrownBy(() -> Scale.numbers("time, s", 3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("min of axis 'time, s' must be below max, were 3.0 and 3.0");
    }

    @Test
    void thousandsAreSetApartInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(Scale.plain(12_500)).isEqualTo("12,500");
            assertThat(Scale.plain(0.5)).isEqualTo("0.5");
        } finally {
            Locale.setDefault(before);
        }
    }
}
