package io.adpipeline.pipeline.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What Spark needs of the JVM and its user, and would otherwise only fail for want of, in its own words.
 *
 * @param user name of the user; Java has "?" for a user id without one
 * @param heapBytes the JVM's largest heap
 * @param localDirectories the variable SPARK_LOCAL_DIRS, which Spark prefers to any property; null if it is not set
 * @param numbers the locale in which numbers and times are written
 */
record SparkSurroundings(String user, long heapBytes, String localDirectories, Locale numbers) {

    private static final long MIB = 1 << 20;
    /** Spark's UnifiedMemoryManager: one and a half times the 300 MiB that it sets aside. */
    private static final long LEAST_HEAP_BYTES = 450 * MIB;

    static SparkSurroundings current() {
        return new SparkSurroundings(
                System.getProperty("user.name"),
                Runtime.getRuntime().maxMemory(),
                System.getenv("SPARK_LOCAL_DIRS"),
                Locale.getDefault(Locale.Category.FORMAT));
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
        if (!String.format(numbers, "%d", 10).equals("10")) {
            return Optional.of("Spark reads back the times that it writes, and cannot in the locale %s: start the JVM "
                            .formatted(numbers.toLanguageTag())
                    + "with -Duser.language=en");
        }
        return localDirectories == null ? Optional.empty() : unwritable(localDirectories);
    }

    private static Optional<String> unwritable(String directories) {
        return Arrays.stream(directories.split(","))
                .filter(directory -> !Files.isDirectory(Path.of(directory)) || !Files.isWritable(Path.of(directory)))
                .findFirst()
                .map(directory ->
                        "SPARK_LOCAL_DIRS names %s, which is no folder that this user can write: unset it, or "
                                        .formatted(directory)
                                + "name another");
    }
}
