package io.adpipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counters of Linux: of the machine's CPUs since it started, {@code /proc/stat} (man 5 proc), and of this process's
 * control group, {@code cpu.stat} (Control Group v2, "CPU Interface Files"). On other systems nothing is known.
 *
 * @param ticks user, nice, system, idle, iowait, irq, softirq, steal of all CPUs; empty if unknown
 * @param cpus number of CPUs
 * @param periods elapsed periods of the control group's quota
 * @param throttled the periods in which the quota was used up
 */
record MachineCounters(List<Long> ticks, long cpus, long periods, long throttled) {

    private static final Path STATISTICS = Path.of("/proc/stat");
    private static final Path GROUP = Path.of("/proc/self/cgroup");
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final String OF_VERSION_2 = "0::/";
    private static final String ALL_CPUS = "cpu ";
    private static final int IDLE = 3;
    private static final int IO_WAIT = 4;
    private static final int STEAL = 7;

    static MachineCounters read() {
        String group = text(GROUP)
                .lines()
                .filter(line -> line.startsWith(OF_VERSION_2))
                .map(line -> line.substring(OF_VERSION_2.length()))
                .findFirst()
                .map(name -> text(GROUPS.resolve(name).resolve("cpu.stat")))
                .orElse("");
        return of(text(STATISTICS), group);
    }

    /** The text of a file; empty if it cannot be read. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    /** Parses the texts of both files. */
    static MachineCounters of(String statistics, String group) {
        List<Long> ticks = statistics
                .lines()
                .filter(line -> line.startsWith(ALL_CPUS))
                .flatMap(line ->
                        Arrays.stream(line.substring(ALL_CPUS.length()).strip().split("\\s+")))
                .limit(STEAL + 1) // guest times follow, which are part of user and nice
                .map(Long::valueOf)
                .toList();
        long cpus =
                statistics.lines().filter(line -> line.matches("cpu\\d+ .*")).count();
        Map<String, Long> ofGroup = group.lines()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
        return new MachineCounters(
                ticks, cpus, ofGroup.getOrDefault("nr_periods", 0L), ofGroup.getOrDefault("nr_throttled", 0L));
    }

    /** CPU time that the host gave to others since an earlier reading, percent. */
    OptionalDouble stolenSince(MachineCounters before) {
        return shareSince(before, STEAL);
    }

    /** CPU time that nobody used since an earlier reading, percent. */
    OptionalDouble idleSince(MachineCounters before) {
        return shareSince(before, IDLE, IO_WAIT);
    }

    /**
     * CPU time of other processes since an earlier reading, percent.
     *
     * @param ownSeconds CPU time of the run's own processes since then, seconds
     * @param seconds time since then
     */
    OptionalDouble othersSince(MachineCounters before, double ownSeconds, double seconds) {
        OptionalDouble free = shareSince(before, IDLE, IO_WAIT, STEAL);
        return free.isPresent()
                ? OptionalDouble.of(Math.max(0, 100 - free.getAsDouble() - 100 * ownSeconds / (seconds * cpus)))
                : free;
    }

    /** Periods in which the quota was used up since an earlier reading, percent. */
    OptionalDouble throttledSince(MachineCounters before) {
        return periods > before.periods
                ? OptionalDouble.of(100.0 * (throttled - before.throttled) / (periods - before.periods))
                : OptionalDouble.empty();
    }

    private OptionalDouble shareSince(MachineCounters before, int... kinds) {
        if (ticks.size() <= STEAL || before.ticks.size() <= STEAL || sum() == before.sum()) {
            return OptionalDouble.empty();
        }
        long share = IntStream.of(kinds)
                .mapToLong(kind -> ticks.get(kind) - before.ticks.get(kind))
                .sum();
        return OptionalDouble.of(100.0 * share / (sum() - before.sum()));
    }

    private long sum() {
        return ticks.stream().mapToLong(Long::longValue).sum();
    }
}
