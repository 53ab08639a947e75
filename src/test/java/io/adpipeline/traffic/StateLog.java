package io.adpipeline.traffic;

import static io.adpipeline.traffic.LawChecks.SECOND_NS;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Follows one MMPP and keeps its states. */
final class StateLog {

    private final List<Integer> states = new ArrayList<>();
    private final List<Long> enteredNs = new ArrayList<>();
    private final long[] arrivalsInState = new long[3];
    private ArrivalSequence arrivals;

    StateLog follow(MmppModel model, double ratePerSecond, long seed) {
        arrivals = new MmppModel.Arrivals(model, ratePerSecond, seed, this::entered);
        return this;
    }

    /** Runs up to the first arrival past that time. */
    StateLog until(double seconds) {
        while (arrivals.nextNs() < seconds * SECOND_NS) {
            arrivalsInState[states.get(states.size() - 1)]++;
        }
        return this;
    }

    private void entered(int state, long atNs) {
        states.add(state);
        enteredNs.add(atNs);
    }

    int firstState() {
        return states.get(0);
    }

    long[] enteredNs() {
        return enteredNs.stream().mapToLong(Long::longValue).toArray();
    }

    int[] states() {
        return states.stream().mapToInt(Integer::intValue).toArray();
    }

    long arrivalsIn(int state) {
        return arrivalsInState[state];
    }

    /** Seconds of each completed stay in the state; at most the first ones, so that long stays are not cut off. */
    double[] sojourns(int state, int atMost) {
        return IntStream.range(0, states.size() - 1)
                .filter(i -> states.get(i) == state)
                .limit(atMost)
                .mapToDouble(i -> (double) (enteredNs.get(i + 1) - enteredNs.get(i)) / SECOND_NS)
                .toArray();
    }

    /** Seconds spent in the state up to the given time. */
    double secondsIn(int state, double untilSeconds) {
        double endNs = untilSeconds * SECOND_NS;
        double sumNs = 0;
        for (int i = 0; i < states.size() && enteredNs.get(i) < endNs; i++) {
            double leftNs = i + 1 < states.size() ? Math.min(enteredNs.get(i + 1), endNs) : endNs;
            sumNs += states.get(i) == state ? leftNs - enteredNs.get(i) : 0;
        }
        return sumNs / SECOND_NS;
    }
}
