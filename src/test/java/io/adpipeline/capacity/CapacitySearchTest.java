package io.adpipeline.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.capacity.CapacityResult.CapacityAnswer;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer.Kind;
import io.adpipeline.capacity.Trial.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapacitySearchTest {

    private static final double FROM = 20_000;
    private static final double TO = 240_000;

    private final List<String> tried = new ArrayList<>();

    /** Searches, and notes the rates; those at full length with a mark. */
    private CapacityAnswer search(OptionalDouble wanted, CapacitySearch.Trials pipeline) throws InterruptedException {
        return new CapacitySearch(FROM, TO, wanted, (rate, purpose, prolonged) -> {
                    tried.add("%s%.0f%s"
                            .formatted(purpose == Purpose.CONFIRM ? "confirm " : "", rate, prolonged ? " long" : ""));
                    return pipeline.run(rate, purpose, prolonged);
                })
                .run();
    }

    private CapacityAnswer search(CapacitySearch.Trials pipeline) throws InterruptedException {
        return search(OptionalDouble.empty(), pipeline);
    }

    private static CapacitySearch.Trials upTo(double capacity) {
        return (rate, purpose, prolonged) -> verdict(rate <= capacity);
    }

    private static Trial.Verdict verdict(boolean sustained) {
        return sustained ? Trial.Verdict.SUSTAINED : Trial.Verdict.NOT_SUSTAINED;
    }

    private static CapacitySearch.Trials upToAndAtFullLength(double capacity, double atFullLength) {
        return (rate, purpose, prolonged) -> verdict(rate <= (purpose == Purpose.CONFIRM ? atFullLength : capacity));
    }

    @Test
    void aThousandSimulatedPipelinesAreFoundWithinFivePercent() {
        List<Double> offPercent = LongStream.range(0, 1_000)
                .mapToObj(CapacitySearchTest::offPercent)
                .flatMap(Optional::stream)
                .toList();

        assertThat(offPercent).filteredOn(off -> Math.abs(off) <= 5).hasSizeGreaterThanOrEqualTo(950);
    }

    /** By how much the answer is above the capacity; empty without an answer. */
    private static Optional<Double> offPercent(long seed) {
        SimulatedPipeline pipeline = new SimulatedPipeline(seed, FROM, TO, 0.01);
        try {
            CapacityAnswer answer = new CapacitySearch(FROM, TO, OptionalDouble.empty(), pipeline).run();
            return answer.kind() == Kind.FOUND
                    ? Optional.of(100 * (answer.eventsPerSecond().orElseThrow() / pipeline.capacity() - 1))
                    : Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSimulatedPipelinesDifferAndAreNoisy() {
        assertThat(LongStream.range(0, 1_000)
                        .mapToDouble(seed -> new SimulatedPipeline(seed, FROM, TO, 0.01).capacity()))
                .allMatch(capacity -> capacity > FROM && capacity < TO)
                .anyMatch(capacity -> capacity < 30_000)
                .anyMatch(capacity -> capacity > 150_000);
        assertThat(LongStream.range(0, 100)
                        .mapToObj(seed -> new SimulatedPipeline(seed, FROM, TO, 0.01))
                        .map(pipeline -> pipeline.run(pipeline.capacity(), Purpose.SEARCH, false)))
                .contains(Trial.Verdict.values());
    }

    @ParameterizedTest
    @ValueSource(doubles = {20_000, 20_001, 39_999, 40_000, 100_000, 159_999, 160_000, 239_999})
    void withoutNoiseTheAnswerIsWithinFivePercentBelowTheCapacity(double capacity) throws InterruptedException {
        CapacityAnswer answer = search(upTo(capacity));

        assertThat(answer.kind()).isEqualTo(Kind.FOUND);
        assertThat(answer.eventsPerSecond().orElseThrow()).isBetween(capacity / 1.05, capacity);
        assertThat(answer.lowestFailedRate().orElseThrow())
                .isGreaterThan(capacity)
                .isLessThanOrEqualTo(capacity * 1.05);
    }

    @Test
    void theRateIsDoubledThenBisectedThenTheUpperOneTriedAgainAndTheLowerOneConfirmed() throws InterruptedException {
        CapacityAnswer answer = search(upTo(119_000));

        assertThat(tried)
                .containsExactly(
                        "20000",
                        "40000",
                        "80000",
                        "160000",
                        "113000",
                        "134000",
                        "123000",
                        "118000",
                        "120000",
                        "120000",
                        "confirm 118000",
                        "confirm 118000",
                        "confirm 118000");
        assertThat(answer.unconfirmed()).isEmpty();
        assertThat(answer.sentence())
                .isEqualTo("the pipeline sustains 118,000 events/s, which held three times;"
                        + " 120,000 events/s failed twice");
    }

    @Test
    void evenTheLowestFailing() throws InterruptedException {
        CapacityAnswer answer = search(upTo(19_999));

        assertThat(tried).containsExactly("20000", "20000");
        assertThat(answer.kind()).isEqualTo(Kind.LOWEST_FAILS);
        assertThat(answer.eventsPerSecond()).isEmpty();
        assertThat(answer.sentence())
                .isEqualTo("even the lowest rate fails: the pipeline does not sustain 20,000 events/s");
    }

    @Test
    void evenTheHighestHolding() throws InterruptedException {
        CapacityAnswer answer = search(upTo(240_000));

        assertThat(tried)
                .containsExactly(
                        "20000",
                        "40000",
                        "80000",
                        "160000",
                        "240000",
                        "confirm 240000",
                        "confirm 240000",
                        "confirm 240000");
        assertThat(answer.kind()).isEqualTo(Kind.HIGHEST_HOLDS);
        assertThat(answer.eventsPerSecond()).hasValue(240_000);
        assertThat(answer.sentence())
                .isEqualTo("even the highest rate holds: the pipeline sustains 240,000 events/s or more");
    }

    @Test
    void onlyTheTopFailingIsNoReasonToAnswerNone() throws InterruptedException {
        assertThat(search(upTo(239_999)).eventsPerSecond().orElseThrow()).isGreaterThan(228_000);
    }

    @Test
    void aRateNotConfirmedIsSteppedDownAndSaid() throws InterruptedException {
        CapacityAnswer answer = search(upToAndAtFullLength(119_000, 109_000));

        assertThat(tried)
                .endsWith(
                        "120000",
                        "confirm 118000",
                        "confirm 118000",
                        "confirm 116000",
                        "confirm 116000",
                        "confirm 114000",
                        "confirm 114000",
                        "confirm 109000",
                        "confirm 109000",
                        "confirm 109000");
        assertThat(answer.kind()).isEqualTo(Kind.FOUND);
        assertThat(answer.eventsPerSecond()).hasValue(109_000);
        assertThat(answer.lowestFailedRate()).hasValue(114_000);
        assertThat(answer.sentence())
                .endsWith("114,000 events/s failed twice; not confirmed at full length, and"
                        + " so stepped down from: 118,000 events/s, 116,000 events/s, 114,000 events/s");
    }

    @Test
    void steppingDownGetsFasterAndEndsAtTheLowest() throws InterruptedException {
        CapacityAnswer answer = search(upToAndAtFullLength(120_000, 20_000));

        assertThat(Set.copyOf(tried)).hasSizeLessThan(19);
        assertThat(tried).endsWith("confirm 20000");
        assertThat(answer.eventsPerSecond()).hasValue(20_000);

        assertThat(search(upToAndAtFullLength(120_000, 1)).kind()).isEqualTo(Kind.LOWEST_FAILS);
    }

    @Test
    void anInvalidTrialIsRepeatedOnce() throws InterruptedException {
        // the first of each rate is INVALID
        CapacityAnswer answer =
                search((rate, purpose, prolonged) -> tried.indexOf(tried.get(tried.size() - 1)) == tried.size() - 1
                        ? Trial.Verdict.INVALID
                        : verdict(rate <= 119_000));

        assertThat(tried).startsWith("20000", "20000", "40000", "40000").endsWith("confirm 118000", "confirm 118000");
        assertThat(answer.kind()).isEqualTo(Kind.FOUND);
    }

    @Test
    void aFailureOfADisturbanceDoesNotBoundTheAnswer() throws InterruptedException {
        // the first trial at 80,000 is disturbed
        CapacityAnswer answer = search((rate, purpose, prolonged) ->
                verdict(rate <= 119_000 && !(rate == 80_000 && tried.indexOf("80000") == tried.size() - 1)));

        assertThat(tried).containsSubsequence("80000", "78300", "80000", "160000");
        assertThat(answer.eventsPerSecond()).hasValue(118_000);
    }

    @Test
    void anUndecidedTrialIsRepeatedOnceAtTwiceItsLength() throws InterruptedException {
        CapacityAnswer answer = search((rate, purpose, prolonged) ->
                rate < 100_000 || prolonged && rate <= 119_000 ? Trial.Verdict.SUSTAINED : Trial.Verdict.UNDECIDED);

        assertThat(tried)
                .containsSubsequence("80000", "160000", "160000 long", "113000", "113000 long", "134000")
                .endsWith("confirm 118000", "confirm 118000 long");
        assertThat(answer.eventsPerSecond()).hasValue(118_000);
        assertThat(answer.lowestFailedRate()).hasValue(120_000);
    }

    @Test
    void oneOfFourConfirmationsMayFail() throws InterruptedException {
        CapacityAnswer answer = search((rate, purpose, prolonged) ->
                verdict(rate <= 119_000 && tried.indexOf("confirm 118000") != tried.size() - 1));

        assertThat(tried).endsWith("120000", "confirm 118000", "confirm 118000", "confirm 118000", "confirm 118000");
        assertThat(answer.eventsPerSecond()).hasValue(118_000);
        assertThat(answer.lowestFailedRate()).hasValue(120_000);
    }

    @Test
    void invalidTwiceIsTheGeneratorsLimitAndNotThePipelines() throws InterruptedException {
        CapacityAnswer answer =
                search((rate, purpose, prolonged) -> rate > 119_000 ? Trial.Verdict.INVALID : Trial.Verdict.SUSTAINED);

        assertThat(tried).containsOnlyOnce("113000", "118000");
        assertThat(tried.stream().filter("160000"::equals)).hasSize(2);
        assertThat(answer.kind()).isEqualTo(Kind.GENERATOR_LIMIT);
        assertThat(answer.eventsPerSecond()).hasValue(118_000);
        assertThat(answer.sentence())
                .isEqualTo("the pipeline sustains 118,000 events/s or more; 120,000 events/s were"
                        + " INVALID twice, so the pipeline's limit is not known");
    }

    @Test
    void aPipelineThatFailsBelowTheGeneratorsLimitHasItsOwn() throws InterruptedException {
        CapacityAnswer answer =
                search((rate, purpose, prolonged) -> rate > 150_000 ? Trial.Verdict.INVALID : verdict(rate <= 120_000));

        assertThat(answer.kind()).isEqualTo(Kind.FOUND);
        assertThat(answer.eventsPerSecond().orElseThrow()).isCloseTo(120_000, within(6_000.0));
    }

    @Test
    void aGeneratorThatCannotEvenDeliverTheLowestTellsNothing() throws InterruptedException {
        CapacityAnswer answer = search((rate, purpose, prolonged) -> Trial.Verdict.INVALID);

        assertThat(tried).containsExactly("20000", "20000");
        assertThat(answer.kind()).isEqualTo(Kind.GENERATOR_LIMIT);
        assertThat(answer.eventsPerSecond()).isEmpty();
        assertThat(answer.sentence())
                .isEqualTo("nothing is known of the pipeline: 20,000 events/s were INVALID twice,"
                        + " so the pipeline's limit is not known");
    }

    @Test
    void aRateThatIsAskedForIsTriedItselfIfTheLastBracketHoldsIt() throws InterruptedException {
        assertThat(search(OptionalDouble.of(119_000), upTo(119_000)).eventsPerSecond())
                .hasValue(119_000);
        assertThat(search(OptionalDouble.of(119_001), upTo(119_000)).eventsPerSecond())
                .hasValue(118_000);
        assertThat(tried).contains("119000", "119001");

        tried.clear();
        search(OptionalDouble.of(60_000), upTo(120_000));
        assertThat(tried).doesNotContain("60000");
    }
}
