package io.adpipeline.load;

import io.adpipeline.files.NumbersCsv;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One second of the schedule, all producers together.
 *
 * @param second seconds from the start of the schedule
 * @param intended events that the traffic models scheduled for it
 * @param sent events handed to the Kafka producers in it
 */
public record LoadSecond(long second, long intended, long sent) {

    private static final String FILE = "load-seconds.csv";
    private static final String HEADER = "second,intended,sent";

    /**
     * The seconds that a generator left in a folder, in order.
     *
     * @throws IOException if the file cannot be read or has a malformed line; names the line
     */
    static List<LoadSecond> read(Path directory) throws IOException {
        return NumbersCsv.read(directory.resolve(FILE), HEADER).stream()
                .map(row -> new LoadSecond(row[0], row[1], row[2]))
                .toList();
    }

    static void write(List<LoadSecond> seconds, Path directory) throws IOException {
        NumbersCsv.write(directory.resolve(FILE), HEADER, seconds.stream().map(each ->
                new long[] {each.second, each.intended, each.sent}));
    }

    /** Counts intended and sent events per second of the schedule. Written by one thread; read after its end. */
    static final class Recorder {

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

        void add(Recorder other) {
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
}
