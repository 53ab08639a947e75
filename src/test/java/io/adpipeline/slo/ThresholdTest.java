package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.latency.Statistic;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTest {

    @ParameterizedTest
    @CsvSource({
        "endToEnd,p90,2s,2000,endToEnd p90 ≤ 2 s",
        "eventTime,p999,1.5s,1500,eventTime p999 ≤ 1.5 s",
        "windowClose,mean,500ms,500,windowClose mean ≤ 500 ms",
        "scheduleLag,max,0.5ms,0.5,scheduleLag max ≤ 0.5 ms",
        "delivered,share,99%,99,delivered share ≥ 99 %",
        "backlog,max,50000,50000,'backlog max ≤ 50,000 events'",
        "backlog,growth,2.5%,2.5,backlog growth ≤ 2.5 %"
    })
    void readsALimitInTheUnitOfItsStatistic(String metric, String statistic, String text, double limit, String shown) {
        Threshold threshold = Threshold.parse(metric, statistic, text);

        assertThat(threshold.limit()).isEqualTo(limit);
        assertThat(threshold.key()).isEqualTo(metric + "." + statistic);
        assertThat(threshold).hasToString(shown);
        assertThat(Threshold.parse(metric, statistic, threshold.written())).isEqualTo(threshold);
    }

    @Test
    void everyLatencyStatisticCanBeLimited() {
        assertThat(Metric.WINDOW_CLOSE.statistics())
                .containsExactlyElementsOf(
                        Arrays.stream(Statistic.values()).map(Statistic::key).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "endToEnd,p90,2",
        "endToEnd,p90,0s",
        "endToEnd,p90,-1s",
        "endToEnd,p90,fast",
        "endToEnd,p90,99%",
        "endToEnd,p90,8761h",
        "endToEnd,p90,NaN",
        "endToEnd,p90,''",
        "scheduleLag,p99,50",
        "delivered,share,99",
        "delivered,share,101%",
        "delivered,share,0%",
        "delivered,share,-5%",
        "backlog,max,0",
        "backlog,max,-1",
        "backlog,max,1.5",
        "backlog,max,2s",
        "backlog,max,1000000000000000",
        "backlog,growth,2",
        "backlog,growth,0%"
    })
    void aLimitThatIsNoneIsRefusedWithKeyAndConstraint(String metric, String statistic, String text) {
        String allowed = Threshold.allowed(Metric.ofKey(metric).orElseThrow(), statistic);

        assertThat(allowed).contains("above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threshold.parse(metric, statistic, text))
                .withMessageStartingWith("slo.%s.%s must be %s, was ", metric, statistic, allowed);
    }

    @Test
    void aMissingUnitIsNamedInTheConstraint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threshold.parse("endToEnd", "p90", "2000"))
                .withMessageStartingWith("slo.endToEnd.p90 must be a duration above 0 with a unit (ms, s, m or h),"
                        + " as in 500ms or 2s");
    }

    @Test
    void aLimitThatNoScenarioCouldWriteIsRefused() {
        for (double limit : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 1e300, 0.12345678}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Threshold(Metric.END_TO_END, "p90", limit))
                    .withMessageContaining("slo.endToEnd.p90 must be")
                    .withMessageEndingWith("was " + limit);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new Threshold(Metric.BACKLOG, "max", 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Threshold(Metric.BACKLOG, "p90", 1))
                .withMessage("a statistic of backlog must be one of [max, growth], was 'p90'");
    }

    @Test
    void anUpperLimitHoldsUpToItselfAndALowerOneFromItselfOn() {
        Threshold upper = new Threshold(Metric.END_TO_END, "p90", 2000);
        Threshold lower = new Threshold(Metric.DELIVERED, "share", 99);

        assertThat(upper.holds(2000)).isTrue();
        assertThat(upper.holds(2000.001)).isFalse();
        assertThat(lower.holds(99)).isTrue();
        assertThat(lower.holds(98.999)).isFalse();
    }
}
