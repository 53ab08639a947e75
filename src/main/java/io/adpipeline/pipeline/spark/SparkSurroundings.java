package io.adpipeline.pipeline.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Spark needs of the JVM and its user, and would otherwise only fail for want of, in its own words.
 *
 * @param user name of the user; Java has "?" for a user id without one
 * @param heapBytes the JVM's largest heap
 * @param environment variables by name; Spark prefers some of them to any property
 * @param numbers the locale in which numbers and times are written
 */
record SparkSurroundings(String user, long heapBytes, Map<String, String> environment, Locale numbers) {

    private static final long MIB = 1 << 20;
    /** Spark's UnifiedMemoryManager: one and a half times the 300 MiB that it sets aside. */
    private static final long LEAST_HEAP_BYTES = 450 * MIB;

    private static final String LOCAL_DIRECTORIES = "SPARK_LOCAL_DIRS";
    /** Those of YARN, of an executor and of Mesos; some tools for containers set the first to something else. */
    private static final List<String> OF_CLUSTERS = List.of("CONTAINER_ID", "SPARK_EXECUTOR_DIRS", "MESOS_SANDBOX");

    static SparkSurroundings current() {
        return new SparkSurroundings(
                System.getProperty("user.name"),
                Runtime.getRuntime().maxMemory(),
                System.getenv(),
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
        return clusterVariable().or(this::unwritableFolder);
    }

    private Optional<String> clusterVariable() {
        return OF_CLUSTERS.stream()
                .filter(environment::containsKey)
                .findFirst()
                .map("the variable %s tells Spark that a cluster gives it its folders: unset it"::formatted);
    }

    private Optional<String> unwritableFolder() {
        return Stream.ofNullable(environment.get(LOCAL_DIRECTORIES))
                .flatMap(directories -> Arrays.stream(directories.split(",")))
                .filter(directory -> directory.isBlank()
                        || !Files.isDirectory(Path.of(directory))
                        || !Files.isWritable(Path.of(directory)))
                .findFirst()
                .map(directory ->
                        "SPARK_LOCAL_DIRS names '%s', which is no folder that this user can write: unset it, or "
                                        .formatted(directory)
                                + "name another");
    }
}
