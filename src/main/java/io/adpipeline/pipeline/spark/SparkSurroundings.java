package io.adpipeline.pipeline.spark;

import java.util.Optional;

/**
 * What Spark needs of the JVM and its user. Without it Spark fails, and does not say of what.
 *
 * @param user name of the user; Java has "?" for a user id without one
 * @param heapBytes the JVM's largest heap
 */
record SparkSurroundings(String user, long heapBytes) {

    private static final long MIB = 1 << 20;
    /** Spark's UnifiedMemoryManager: one and a half times the 300 MiB that it sets aside. */
    private static final long LEAST_HEAP_BYTES = 450 * MIB;

    static SparkSurroundings current() {
        return new SparkSurroundings(
                System.getProperty("user.name"), Runtime.getRuntime().maxMemory());
    }

    /** The first thing that is wrong. */
    Optional<String> obstacle() {
        if (user == null || user.isEmpty() || user.equals("?")) {
            return Optional.of("Spark needs a user with a name, this one has only a number: give it a line in "
                    + "/etc/passwd, or run as another user");
        }
        if (heapBytes < LEAST_HEAP_BYTES) {
            return Optional.of(
                    ("Spark needs a heap of %d MiB, this JVM has %d: set ADPIPELINE_HEAP=2g for the program, "
                                    + "-Dperf.heap=2g for Maven")
                            .formatted(LEAST_HEAP_BYTES / MIB, heapBytes / MIB));
        }
        return Optional.empty();
    }
}
