package io.adpipeline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * CPU time and memory of a process and its descendants, as the system accounts for them. What a descendant used between
 * the last sample and its end is not seen. For one thread.
 */
public final class ProcessUse {

    private static final String RESIDENT = "VmRSS:";
    private static final long KIB = 1024;

    private final ProcessHandle root;
    private final Map<ProcessHandle, Duration> cpu = new HashMap<>();
    private long peakBytes;

    /** @param pid of the process; one that has ended uses nothing */
    public ProcessUse(long pid) {
        this.root = ProcessHandle.of(pid).orElse(null);
    }

    /** Looks at all of them. */
    public void sample() {
        if (root == null) {
            return;
        }
        List<ProcessHandle> tree =
                Stream.concat(Stream.of(root), root.descendants()).toList();
        tree.forEach(process -> process.info().totalCpuDuration().ifPresent(used -> cpu.put(process, used)));
        peakBytes = Math.max(
                peakBytes,
                tree.stream().mapToLong(process -> residentBytes(process.pid())).sum());
    }

    /** CPU time of all that were ever seen, seconds, up to the last sample. */
    public double cpuSeconds() {
        return cpu.values().stream().mapToLong(Duration::toMillis).sum() / 1e3;
    }

    /** The most physical memory that they had in a sample; empty where the system does not report it as Linux does. */
    public OptionalLong peakBytes() {
        return peakBytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakBytes);
    }

    /** {@code VmRSS} of {@code /proc/PID/status} (man 5 proc); 0 if it is unknown or the process has ended. */
    private static long residentBytes(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                            .mapToLong(line -> Long.parseLong(line.substring(RESIDENT.length())
                                    .replace("kB", "")
                                    .strip()))
                            .sum()
                    * KIB;
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
