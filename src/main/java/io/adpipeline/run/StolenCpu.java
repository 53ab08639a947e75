package io.adpipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much CPU time the host of this virtual machine gave to others since a moment. Linux reports it in
 * {@code /proc/stat} (man 5 proc: column {@code steal}); elsewhere it is unknown. For one thread.
 */
final class StolenCpu {

    private static final Logger LOG = LoggerFactory.getLogger(StolenCpu.class);
    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final String ALL_CPUS = "cpu ";
    private static final int STEAL = 7;

    private final String before;

    private StolenCpu(String before) {
        this.before = before;
    }

    /** From now on. */
    static StolenCpu fromNow() {
        return new StolenCpu(read());
    }

    /** Share of all CPU time until now, percent; empty if the system does not report it. */
    OptionalDouble percent() {
        return percent(before, read());
    }

    private static String read() {
        if (!Files.isReadable(STATISTICS)) {
            return "";
        }
        try {
            return Files.readString(STATISTICS);
        } catch (IOException e) {
            LOG.warn("cannot read {}, so stolen CPU time is unknown: {}", STATISTICS, e.getMessage());
            return "";
        }
    }

    /** Of two texts of {@code /proc/stat}. */
    static OptionalDouble percent(String before, String after) {
        long[] from = ticks(before);
        long[] to = ticks(after);
        long all = Arrays.stream(to).sum() - Arrays.stream(from).sum();
        return all > 0 && from.length > STEAL
                ? OptionalDouble.of(100.0 * (to[STEAL] - from[STEAL]) / all)
                : OptionalDouble.empty();
    }

    /** user, nice, system, idle, iowait, irq, softirq, steal; what follows is part of the first two. */
    private static long[] ticks(String statistics) {
        return statistics
                .lines()
                .filter(line -> line.startsWith(ALL_CPUS))
                .findFirst()
                .map(line -> Arrays.stream(
                                line.substring(ALL_CPUS.length()).trim().split("\\s+"))
                        .limit(STEAL + 1)
                        .mapToLong(Long::parseLong)
                        .toArray())
                .orElse(new long[0]);
    }
}
