package io.adpipeline.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the pipeline's JVM spent its time while measuring, as JDK Flight Recorder saw it.
 *
 * @param samples of threads that ran Java code
 * @param hottest the methods that ran in most samples, the hottest first
 * @param collections garbage collections
 * @param pauseMs how long the collections stopped all threads, ms
 * @param compileMs time of the compilers' threads, ms
 */
public record Profile(long samples, List<HotMethod> hottest, long collections, double pauseMs, double compileMs) {

    /** The file of the recording in the run's folder. */
    public static final String RECORDING = "pipeline.jfr";

    private static final int HOTTEST = 5;

    /**
     * A method.
     *
     * @param name with its class
     * @param percent share of the samples in which the method itself ran, and not one that it had called
     */
    public record HotMethod(String name, double percent) {}

    public Profile {
        hottest = List.copyOf(hottest);
    }

    /** Reads the profile from a recording. */
    public static Profile read(Path recording) throws IOException {
        Map<String, Long> methods = new HashMap<>();
        long collections = 0;
        double pauseMs = 0;
        double compileMs = 0;
        try (RecordingFile events = new RecordingFile(recording)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                switch (event.getEventType().getName()) {
                    case "jdk.ExecutionSample" -> {
                        if (event.getStackTrace() != null) {
                            methods.merge(running(event.getStackTrace()), 1L, Long::sum);
                        }
                    }
                    case "jdk.GarbageCollection" -> {
                        collections++;
                        pauseMs += event.getDuration("sumOfPauses").toNanos() / 1e6;
                    }
                    case "jdk.Compilation" -> compileMs += event.getDuration().toNanos() / 1e6;
                    default -> {} // of no interest here
                }
            }
        }
        long samples = methods.values().stream().mapToLong(Long::longValue).sum();
        List<HotMethod> hottest = methods.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(HOTTEST)
                .map(method -> new HotMethod(method.getKey(), 100.0 * method.getValue() / samples))
                .toList();
        return new Profile(samples, hottest, collections, pauseMs, compileMs);
    }

    private static String running(RecordedStackTrace stack) {
        RecordedMethod method = stack.getFrames().get(0).getMethod();
        return method.getType().getName() + "." + method.getName();
    }
}
