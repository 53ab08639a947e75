package io.adpipeline.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

    /** Writes columns {@code second} (from the start of the schedule), {@code intended}, {@code sent}. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(LoadSecond.HEADER));
        for (int second = 0; second < seconds; second++) {
            lines.add(String.format(Locale.ROOT, "%d,%d,%d", second, intended[second], sent[second]));
        }
        Files.write(file, lines);
    }
}
