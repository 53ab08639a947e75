package io.adpipeline.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer.Kind;
import io.adpipeline.slo.Outcome;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityResultTest {

    @Test
    void aFoundCapacityPassesAndTellsWhatLimitsIt() {
        CapacityResult result = SampleSearch.found(Map.of());

        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.message().split("\n"))
                .startsWith(
                        "hunt: PASS",
                        "  the pipeline sustains 206 events/s, which held three times; 212 events/s failed twice",
                        "  at 212 events/s: endToEnd p90: required ≤ 2 s, actual 8.37 s (100 samples), undecided",
                        "  at 212 events/s: backlog growth: allowed ≤ 4 % of the rate, actual 15.7 % [15.5, 16.0]");
    }

    @ParameterizedTest
    @CsvSource({"206,PASS", "206.1,FAIL", "100,PASS", "1600,FAIL"})
    void aFoundCapacityPassesIfItIsAtLeastWhatIsAskedFor(String atLeast, Outcome outcome) {
        assertThat(SampleSearch.found(Map.of("capacity.atLeast", atLeast)).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void tooLittleNamesRequiredAndActual() {
        assertThat(SampleSearch.found(Map.of("capacity.atLeast", "1500")).message())
                .contains("\n  capacity.atLeast: required ≥ 1,500 events/s, actual 206\n");
    }

    @Test
    void thatEvenTheLowestFailsIsAFailure() {
        CapacityResult result = SampleSearch.lowestFails();

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.confirmed()).isEmpty();
        assertThat(result.representativeTrial()).isEqualTo(result.trials().get(0));
        assertThat(result.message()).startsWith("hunt: FAIL\n  even the lowest rate fails");
    }

    @ParameterizedTest
    @CsvSource({"'',PASS", "150,PASS", "200,PASS", "203,INVALID"})
    void theGeneratorsLimitIsInvalidOnlyBelowWhatIsAskedFor(String atLeast, Outcome outcome) {
        Map<String, String> overrides = atLeast.isEmpty() ? Map.of() : Map.of("capacity.atLeast", atLeast);
        CapacityResult result = SampleSearch.generatorLimit(overrides);

        assertThat(result.outcome()).isEqualTo(outcome);
        assertThat(result.message())
                .contains("so the pipeline's limit is not known")
                .contains("at 206 events/s: delivered share is 90 %, required is ≥ 99 %");
    }

    @Test
    void aGeneratorThatDeliversNothingProvesNothing() {
        CapacityResult result = SampleSearch.generatorLimit(Map.of());
        CapacityAnswer nothing =
                new CapacityAnswer(Kind.GENERATOR_LIMIT, OptionalDouble.empty(), OptionalDouble.of(206), List.of());

        assertThat(new CapacityResult(result.scenario(), "any", result.trials().subList(1, 3), nothing).outcome())
                .isEqualTo(Outcome.INVALID);
    }

    @Test
    void theTrialThatConfirmedTellsOfTheRate() {
        CapacityResult result = SampleSearch.found(Map.of());

        assertThat(result.confirmed()).contains(result.trials().get(6));
        assertThat(result.representativeTrial()).isEqualTo(result.trials().get(6));
    }

    @Test
    void answersThatContradictThemselvesAreRefused() {
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble some = OptionalDouble.of(1);

        assertThatIllegalArgumentException().isThrownBy(() -> new CapacityAnswer(Kind.FOUND, none, some, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new CapacityAnswer(Kind.FOUND, some, none, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacityAnswer(Kind.HIGHEST_HOLDS, some, some, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacityAnswer(Kind.LOWEST_FAILS, some, some, List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CapacityResult(
                        SampleSearch.scenario(Map.of()),
                        "any",
                        List.of(),
                        new CapacityAnswer(Kind.LOWEST_FAILS, none, some, List.of())));
    }
}
