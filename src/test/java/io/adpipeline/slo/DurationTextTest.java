package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "500ms,PT0.5S",
        "60s,PT60S",
        "2m,PT2M",
        "1h,PT1H",
        "1.5s,PT1.5S",
        "0s,PT0S",
        "0.000001ms,PT0.000000001S",
        "8760h,PT8760H"
    })
    void aNumberWithAUnitIsADuration(String text, Duration duration) {
        assertThat(DurationText.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "60",
                "s",
                "",
                "-1s",
                "1 s",
                "1S",
                "1d",
                "1e3s",
                "1s ",
                ".5s",
                "0.0000001ms",
                "8760.1h",
                "999999999999999999h",
                "PT1S"
            })
    void anythingElseIsNone(String text) {
        assertThat(DurationText.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"60,true", "1.5,true", "-3,true", "60s,false", "sixty,false"})
    void aBareNumberLacksItsUnit(String text, boolean lacks) {
        assertThat(DurationText.lacksUnit(text)).isEqualTo(lacks);
    }

    @ParameterizedTest
    @CsvSource({"PT60S,60s", "PT2H,7200s", "PT5.5S,5500ms", "PT0.0005S,0.5ms", "PT0S,0s"})
    void isWrittenExactly(Duration duration, String text) {
        assertThat(DurationText.write(duration)).isEqualTo(text);
    }

    @Test
    void theLongestDurationIsWrittenAndReadBack() {
        assertThat(DurationText.parse(DurationText.write(DurationText.LONGEST))).contains(DurationText.LONGEST);
    }
}
