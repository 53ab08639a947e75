package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatisticTest {

    @Test
    void fiveSamplesAreExpectedBeyondATrustedQuantile() {
        Map<Statistic, Long> needed = new EnumMap<>(Statistic.class);
        Arrays.stream(Statistic.values()).forEach(statistic -> needed.put(statistic, statistic.samplesNeeded()));

        assertThat(needed)
                .isEqualTo(Map.of(
                        Statistic.MEAN, 10L,
                        Statistic.P50, 10L,
                        Statistic.P90, 50L,
                        Statistic.P95, 100L,
                        Statistic.P99, 500L,
                        Statistic.P999, 5_000L,
                        Statistic.MAX, 1L));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEAN")
    void theRankIsTheCeilingOfTheExactProduct(Statistic statistic) {
        BigDecimal quantile = BigDecimal.valueOf(statistic.quantile());
        for (int count = 1; count <= 5_000; count++) {
            int expected = quantile.multiply(BigDecimal.valueOf(count))
                    .setScale(0, RoundingMode.CEILING)
                    .intValue();
            assertThat(statistic.rank(count)).as("of %d", count).isEqualTo(expected);
        }
    }

    @Test
    void theRankOfManySamplesDoesNotOverflow() {
        assertThat(Statistic.P999.rank(2_000_000_000)).isEqualTo(1_998_000_000);
    }

    @Test
    void whatHasNoRankIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.MEAN.rank(3))
                .withMessageContaining("mean of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Statistic.P90.rank(0))
                .withMessageContaining("p90 of 0");
    }

    @ParameterizedTest
    @EnumSource
    void everyStatisticIsFoundByItsKey(Statistic statistic) {
        assertThat(Statistic.ofKey(statistic.key())).contains(statistic);
    }

    @Test
    void anUnknownKeyIsNoStatistic() {
        assertThat(Statistic.ofKey("P90")).isEmpty();
    }
}
