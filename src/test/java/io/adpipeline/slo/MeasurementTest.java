package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasurementTest {

    @Test
    void aValueThatIsNoNumberIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measured.healthy().latency(Metric.END_TO_END, 1, Statistic.MEAN, Double.NaN))
                .withMessage("mean must be a number, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measured.healthy()
                        .delivered(OptionalDouble.of(Double.NaN))
                        .done())
                .withMessage("delivered share must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Measured.healthy().backlog(Double.POSITIVE_INFINITY, 0).done())
                .withMessage("backlog max must be finite, was Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measured.healthy().backlog(0, Double.NaN).done())
                .withMessage("backlog growth must be finite, was NaN");
    }

    @Test
    void aNegativeCountOfSamplesIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyStats(-1, Map.of(), Map.of()))
                .withMessage("samples must be at least 0, was -1");
    }

    @Test
    void samplesOfAMetricThatHasNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measured.healthy()
                        .latency(Metric.BACKLOG, 1, Statistic.MAX, 1)
                        .done())
                .withMessage("latencies must be of metrics with samples, was of backlog");
    }

    @Test
    void laterChangesOfTheCallersMapsDoNotReachIt() {
        Map<Statistic, Double> values = new HashMap<>(Map.of(Statistic.MAX, 1.0));
        LatencyStats latency = new LatencyStats(1, values, Map.of());
        values.put(Statistic.MAX, 2.0);

        assertThat(latency.valuesMs()).isEqualTo(Map.of(Statistic.MAX, 1.0));
    }
}
