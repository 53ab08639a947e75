package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsTest {

    private static Thresholds of(Threshold... thresholds) {
        return new Thresholds(List.of(thresholds));
    }

    @Test
    void orderDoesNotMatter() {
        Threshold mean = Threshold.parse("endToEnd", "mean", "1s");
        Threshold p90 = Threshold.parse("endToEnd", "p90", "2s");
        Threshold close = Threshold.parse("windowClose", "p50", "1s");

        assertThat(of(close, p90, mean)).isEqualTo(of(mean, p90, close));
        assertThat(of(close, p90, mean).all()).containsExactly(mean, p90, close);
    }

    @Test
    void aSecondLimitOnOneStatisticIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> of(Threshold.parse("endToEnd", "p90", "2s"), Threshold.parse("endToEnd", "p90", "3s")))
                .withMessage("slo.endToEnd.p90 must be given once, was given as 2s and 3s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1ms", "500ms", "2s", "1h"})
    void theGeneratorMayBeLateByFiftyMsHoweverWideTheOtherLimitsAre(String tightest) {
        Thresholds thresholds =
                of(Threshold.parse("endToEnd", "p90", tightest), Threshold.parse("windowClose", "p90", "30s"));

        assertThat(thresholds.withValidityDefaults().all())
                .contains(new Threshold(Metric.SCHEDULE_LAG, "p99", 50), new Threshold(Metric.DELIVERED, "share", 99));
    }

    @Test
    void withoutALatencyThresholdTheGeneratorMayBeLateByFiftyMs() {
        assertThat(of(Threshold.parse("backlog", "max", "1000"))
                        .withValidityDefaults()
                        .all())
                .extracting(Threshold::toString)
                .containsExactly("scheduleLag p99 ≤ 50 ms", "delivered share ≥ 99 %", "backlog max ≤ 1,000 events");
    }

    @Test
    void whatTheScenarioSetsItselfStays() {
        Thresholds own = of(
                Threshold.parse("endToEnd", "p90", "2s"),
                Threshold.parse("scheduleLag", "p99", "7ms"),
                Threshold.parse("delivered", "share", "90%"));

        assertThat(own.withValidityDefaults()).isEqualTo(own);
    }

    @Test
    void anotherStatisticOfTheLagDoesNotLiftTheDefault() {
        Thresholds own = of(Threshold.parse("endToEnd", "p90", "2s"), Threshold.parse("scheduleLag", "max", "10s"));

        assertThat(own.withValidityDefaults().all()).contains(new Threshold(Metric.SCHEDULE_LAG, "p99", 50));
    }

    @Test
    void completingTwiceChangesNothing() {
        Thresholds once = of(Threshold.parse("endToEnd", "p90", "2s")).withValidityDefaults();

        assertThat(once.withValidityDefaults()).isEqualTo(once);
    }

    @Test
    void theLargestLimitIsOfThePipelinesLatenciesAlone() {
        Thresholds thresholds = of(
                Threshold.parse("endToEnd", "p90", "2s"),
                Threshold.parse("windowClose", "max", "9s"),
                Threshold.parse("scheduleLag", "p50", "1ms"),
                Threshold.parse("scheduleLag", "max", "90s"),
                Threshold.parse("backlog", "max", "999999"));

        assertThat(thresholds.latencyLimitsMs()).contains(9000.0);
        assertThat(new Thresholds(List.of()).latencyLimitsMs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"endToEnd,p90,2s,true", "backlog,max,10,true", "scheduleLag,p99,2s,false", "delivered,share,9%,false"})
    void onlySomeMetricsTellOfThePipeline(String metric, String statistic, String limit, boolean ofPipeline) {
        assertThat(of(Threshold.parse(metric, statistic, limit)).includePipeline())
                .isEqualTo(ofPipeline);
    }
}
