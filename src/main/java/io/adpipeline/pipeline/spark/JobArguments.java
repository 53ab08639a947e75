package io.adpipeline.pipeline.spark;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.PipelineContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The command line of {@link WindowedCountsJob}: {@code --name value} pairs. All are required, because a job with a
 * guessed value would not be the job that the user wants to measure.
 *
 * @param context what a pipeline gets; its work directory is not used
 * @param checkpoint a folder or a URI that all of Spark's JVMs see
 */
record JobArguments(PipelineContext context, String checkpoint) {

    static final String USAGE = """
            Arguments: --bootstrap-servers HOST:PORT[,...] or --kafka-config FILE (client properties with the servers),
              --events TOPIC --results TOPIC --window-ms MS --watermark-ms MS --trigger-ms MS
              --output-mode update|append --checkpoint FOLDER_OR_URI (seen by driver and executors)""";

    private static final String SERVERS = "--bootstrap-servers";
    private static final String KAFKA_CONFIG = "--kafka-config";
    private static final List<String> OTHERS = List.of(
            "--events", "--results", "--window-ms", "--watermark-ms", "--trigger-ms", "--output-mode", "--checkpoint");

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException if something is missing, unknown or wrong; says what
     */
    static JobArguments parse(String... words) {
        Map<String, String> values = pairs(words);
        PipelineContext context = new PipelineContext(
                kafka(values),
                take(values, "--events"),
                take(values, "--results"),
                duration(values, "--window-ms", 1),
                duration(values, "--watermark-ms", 0),
                outputMode(take(values, "--output-mode")),
                duration(values, "--trigger-ms", 0),
                Map.of(),
                Path.of(""));
        return new JobArguments(context, take(values, "--checkpoint"));
    }

    private static Map<String, String> pairs(String... words) {
        TreeSet<String> known = new TreeSet<>(OTHERS);
        known.addAll(List.of(SERVERS, KAFKA_CONFIG));
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < words.length; i += 2) {
            if (!known.contains(words[i])) {
                throw new IllegalArgumentException(
                        "an argument must be one of %s, was '%s'".formatted(String.join(", ", known), words[i]));
            }
            if (i + 1 == words.length || words[i + 1].isBlank()) {
                throw new IllegalArgumentException(words[i] + " needs a value");
            }
            if (values.put(words[i], words[i + 1]) != null) {
                throw new IllegalArgumentException(words[i] + " is given twice");
            }
        }
        return values;
    }

    private static KafkaConnection kafka(Map<String, String> values) {
        if (values.containsKey(SERVERS) == values.containsKey(KAFKA_CONFIG)) {
            throw new IllegalArgumentException("give either %s or %s".formatted(SERVERS, KAFKA_CONFIG));
        }
        return values.containsKey(SERVERS)
                ? KafkaConnection.plain(take(values, SERVERS))
                : KafkaConnection.ofProperties(Path.of(take(values, KAFKA_CONFIG)));
    }

    private static String take(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static Duration duration(Map<String, String> values, String name, long leastMs) {
        String text = take(values, name);
        // eighteen digits fit a long
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < leastMs) {
            throw new IllegalArgumentException(
                    "%s must be a whole number of ms from %d, was '%s'".formatted(name, leastMs, text));
        }
        return Duration.ofMillis(Long.parseLong(text));
    }

    private static OutputMode outputMode(String text) {
        return switch (text) {
            case "update" -> OutputMode.UPDATE;
            case "append" -> OutputMode.APPEND;
            default ->
                throw new IllegalArgumentException("--output-mode must be update or append, was '%s'".formatted(text));
        };
    }
}
