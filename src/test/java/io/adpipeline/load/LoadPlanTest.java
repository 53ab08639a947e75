package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadPlanTest {

    @ParameterizedTest
    @CsvSource({
        "0,1,1,1,1,0,1,0,'producers must be at least 1, was 0'",
        "1,0,1,1,1,0,1,0,'eventsPerSecond must be finite and above 0, was 0.0'",
        "1,-1,1,1,1,0,1,0,'eventsPerSecond must be finite and above 0, was -1.0'",
        "1,NaN,1,1,1,0,1,0,'eventsPerSecond must be finite and above 0, was NaN'",
        "1,Infinity,1,1,1,0,1,0,'eventsPerSecond must be finite and above 0, was Infinity'",
        "1,1,0,1,1,0,1,0,'campaigns must be at least 1, was 0'",
        "1,1,1,0,1,0,1,0,'adsPerCampaign must be at least 1, was 0'",
        "1,1,1,1,0,0,1,0,'windowMs must be at least 1, was 0'",
        "1,1,1,1,1,-1,1,0,'warmupMs must be at least 0, was -1'",
        "1,1,1,1,1,0,0,0,'measureMs must be at least 1, was 0'",
        "1,1,1,1,1,0,1,-2,'tailMs must be at least 0, was -2'",
    })
    void aValueOutOfItsRangeIsRefused(
            int producers,
            double rate,
            int campaigns,
            int ads,
            long windowMs,
            long warmupMs,
            long measureMs,
            long tailMs,
            String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadPlans.of(producers, rate, campaigns, ads, windowMs, warmupMs, measureMs, tailMs))
                .withMessage(problem);
    }

    @Test
    void theLeastOfEverythingIsAPlan() {
        assertThat(LoadPlans.of(1, 0.001, 1, 1, 1, 0, 1, 0).totalMs()).isEqualTo(1);
    }

    @Test
    void theScheduleIsAllItsPartsTogether() {
        assertThat(LoadPlans.small().totalMs()).isEqualTo(4_000);
    }

    @Test
    void itsTextShowsNoValueOfAClientProperty() {
        assertThat(LoadPlans.small().toString())
                .contains("1 producers of uniform at 1000.0 events/s to events at localhost:9092")
                .contains("sasl.jaas.config")
                .doesNotContain(LoadPlans.SECRET)
                .doesNotContain("linger.ms");
    }
}
