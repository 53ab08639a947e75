package io.adpipeline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CPU time and memory of a process and its descendants, as the system accounts for them. CPU time that a descendant or
 * thread used between the last sample and its own end is not counted. For one thread.
 */
public final class ProcessUse {

    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;
    /** Ticks in {@code /proc}: one is 10 ms on every machine (man 5 proc, {@code USER_HZ}). */
    private static final double TICKS_PER_SECOND = 100;

    /** {@code PID (NAME) STATE …}: the 14th and 15th fields are the ticks in user and in kernel mode. */
    private static final Pattern THREAD =
            Pattern.compile("\\d+ \\((.*)\\) \\S(?: \\S+){10} (\\d+) (\\d+) .*", Pattern.DOTALL);

    /** What a JVM does beside its program, by the names that HotSpot gives its threads. */
    public enum JvmWork {
        /** Compiling. */
        COMPILING("C1 Compiler", "C2 Compiler"),
        /** Collecting garbage; the serial collector works in the VM's own thread. */
        COLLECTING("GC Thread", "G1 ", "ZWorker", "Shenandoah", "VM Thread");

        private final List<String> names;

        JvmWork(String... names) {
            this.names = List.of(names);
        }

        private static Optional<JvmWork> of(String thread) {
            return Stream.of(values())
                    .filter(work -> work.names.stream().anyMatch(thread::startsWith))
                    .findFirst();
        }
    }

    private final ProcessHandle root;
    private final Map<ProcessHandle, Duration> cpu = new HashMap<>();
    private final Map<JvmWork, Map<Path, Long>> threadTicks = new EnumMap<>(JvmWork.class);
    private long peakBytes;

    /** @param pid of the process; one that has ended uses nothing */
    public ProcessUse(long pid) {
        this.root = ProcessHandle.of(pid).orElse(null);
    }

    /** Samples the process and all its descendants. */
    public void sample() {
        List<ProcessHandle> tree = tree();
        sampleCpu(tree);
        tree.forEach(process -> sampleThreads(process.pid()));
        peakBytes = Math.max(
                peakBytes,
                tree.stream().mapToLong(process -> residentBytes(process.pid())).sum());
    }

    /** Samples their CPU time, but neither memory nor threads. */
    public void sampleCpu() {
        sampleCpu(tree());
    }

    private void sampleCpu(List<ProcessHandle> tree) {
        tree.forEach(process -> process.info().totalCpuDuration().ifPresent(used -> cpu.put(process, used)));
    }

    private List<ProcessHandle> tree() {
        return Stream.ofNullable(root)
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .toList();
    }

    /** CPU time of all processes that any sample saw, seconds, up to the last sample. */
    public double cpuSeconds() {
        return cpu.values().stream().mapToLong(Duration::toMillis).sum() / 1e3;
    }

    /**
     * The CPU time that JVMs among them spent on this work, seconds; 0 where the system does not report threads as
     * Linux does.
     */
    public double cpuSeconds(JvmWork work) {
        return threadTicks.getOrDefault(work, Map.of()).values().stream()
                        .mapToLong(Long::longValue)
                        .sum()
                / TICKS_PER_SECOND;
    }

    private void sampleThreads(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
            threads.forEach(this::sampleThread);
        } catch (IOException | UncheckedIOException ended) {
            // it uses nothing more
        }
    }

    private void sampleThread(Path thread) {
        try {
            Matcher fields = THREAD.matcher(Files.readString(thread.resolve("stat")));
            if (fields.matches()) {
                long ticks = Long.parseLong(fields.group(2)) + Long.parseLong(fields.group(3));
                JvmWork.of(fields.group(1))
                        .ifPresent(work -> threadTicks
                                .computeIfAbsent(work, key -> new HashMap<>())
                                .put(thread, ticks));
            }
        } catch (IOException ended) {
            // it uses nothing more
        }
    }

    /**
     * The most physical memory of all these processes together in one sample; empty where the system does not report it
     * as Linux does.
     */
    public OptionalLong peakBytes() {
        return peakBytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakBytes);
    }

    /** {@code VmRSS} of {@code /proc/PID/status} (man 5 proc); 0 if it is unknown or the process has ended. */
    private static long residentBytes(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    * KIB;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
