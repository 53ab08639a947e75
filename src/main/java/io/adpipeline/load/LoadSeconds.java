package io.adpipeline.load;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Events asked for and events sent, second by second of the schedule. One producer thread writes; read at the end. */
final class LoadSeconds {

    private long[] intended = new long[256];
    private long[] sent = new long[256];
    private int seconds;

    void intended(long offsetNs) {
        int second = secondOf(offsetNs);
        intended[second]++;
    }

    void sent(long offsetNs) {
        int second = secondOf(offsetNs);
        sent[second]++;
    }

    private int secondOf(long offsetNs) {
        int second = Math.toIntExact(offsetNs / 1_000_000_000L);
        if (second >= intended.length) {
            intended = Arrays.copyOf(intended, second * 2);
            sent = Arrays.copyOf(sent, second * 2);
        }
        seconds = Math.max(seconds, second + 1);
        return second;
    }

    void add(LoadSeconds other) {
        for (int second = 0; second < other.seconds; second++) {
            int own = secondOf(second * 1_000_000_000L);
            intended[own] += other.intended[second];
            sent[own] += other.sent[second];
        }
    }

    /** All seconds from the start of the schedule to the last that had events. */
    List<LoadSecond> all() {
        return IntStream.range(0, seconds)
                .mapToObj(second -> new LoadSecond(second, intended[second], sent[second]))
                .toList();
    }
}
