package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.ALPHA;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.junit.jupiter.api.Test;

/** The hidden states of the process: how long they last, how often they are, what happens in them. */
class MmppStatesTest {

    private static final int LOW = 1;
    private static final int HIGH = 2;
    private static final double RATE = 20;
    private static final double SECONDS = 20_000;
    private static final int SOJOURNS = 5_000;
    private static final MmppModel MODEL = new MmppModel(5, 0.4, 1.2);
    private static final MmppModel SWAPPED = new MmppModel(5, 1.2, 0.4);

    @Test
    void statesTakeTurns() {
        int[] states = run(MODEL).states();
        for (int i = 1; i < states.length; i++) {
            assertThat(states[i] + states[i - 1]).isEqualTo(LOW + HIGH);
        }
    }

    @Test
    void sojournsAreExponential() {
        assertThat(sojournPValue(MODEL, LOW)).isGreaterThan(ALPHA);
        assertThat(sojournPValue(MODEL, HIGH)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfSojournsRejectsAnotherModel() {
        assertThat(sojournPValue(SWAPPED, LOW)).isLessThan(ALPHA);
        assertThat(sojournPValue(SWAPPED, HIGH)).isLessThan(ALPHA);
        assertThat(sojournPValue(new MmppModel(5, 0.44, 1.2), LOW))
                .as("10 % shorter")
                .isLessThan(ALPHA);
    }

    @Test
    void theShareOfTimeInTheHighStateIsTheStationaryOne() {
        assertThat(sharePValue(MODEL)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfTheShareRejectsAnotherModel() {
        assertThat(sharePValue(SWAPPED)).isLessThan(ALPHA);
        assertThat(sharePValue(new MmppModel(5, 0.44, 1.2))).isLessThan(ALPHA);
    }

    @Test
    void eachStateHasItsRate() {
        StateLog log = run(MODEL);
        assertThat(ratePValue(log, LOW, RATE / 2)).isGreaterThan(ALPHA);
        assertThat(ratePValue(log, HIGH, RATE * 2.5)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfRatesRejectsAnotherRatioAndSwappedStates() {
        StateLog otherRatio = run(new MmppModel(4.5, 0.4, 1.2));
        assertThat(ratePValue(otherRatio, LOW, RATE / 2)).isLessThan(ALPHA);
        assertThat(ratePValue(otherRatio, HIGH, RATE * 2.5)).isLessThan(ALPHA);
        assertThat(ratePValue(run(MODEL), LOW, RATE * 2.5)).isLessThan(ALPHA);
    }

    @Test
    void theFirstStateIsDrawnFromTheStationaryDistribution() {
        assertThat(startPValue(MODEL)).isGreaterThan(ALPHA);
    }

    @Test
    void theCheckOfTheFirstStateRejectsAnotherModel() {
        assertThat(startPValue(SWAPPED)).isLessThan(ALPHA);
        assertThat(startPValue(new MmppModel(5, 0.5, 0.5))).isLessThan(ALPHA);
    }

    private static StateLog run(MmppModel model) {
        return new StateLog().follow(model, RATE, 9).until(SECONDS);
    }

    private static double sojournPValue(MmppModel tried, int state) {
        double[] sojourns = run(tried).sojourns(state, SOJOURNS);
        assertThat(sojourns).hasSize(SOJOURNS);
        return LawChecks.exponentialPValue(sojourns, 1 / (state == LOW ? MODEL.q12() : MODEL.q21()));
    }

    private static double sharePValue(MmppModel tried) {
        double share = run(tried).secondsIn(HIGH, SECONDS) / SECONDS;
        return LawChecks.normalPValue(share, 0.25, Math.sqrt(new MmppTheory(MODEL).highShareVariance(SECONDS)));
    }

    private static double ratePValue(StateLog log, int state, double rate) {
        return LawChecks.poissonCountPValue(log.arrivalsIn(state), rate * log.secondsIn(state, SECONDS));
    }

    private static double startPValue(MmppModel tried) {
        int runs = 2_000;
        long high = LongStream.range(0, runs)
                .filter(seed -> new StateLog().follow(tried, RATE, seed).firstState() == HIGH)
                .count();
        return new BinomialTest().binomialTest(runs, (int) high, 0.25, AlternativeHypothesis.TWO_SIDED);
    }
}
