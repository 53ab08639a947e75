package io.adpipeline.bench;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.EventSource;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's own {@code kafka-producer-perf-test} with one event of ours, again and again, in a JVM of its own. */
record PerfTestSender(KafkaConnection kafka, Map<String, String> settings, Jvm jvm, Path work) implements Sender {

    /** How its JVM is set up. */
    enum Jvm {
        /** As the load generator's. */
        GENERATOR("-Xms384m", "-Xmx1g", "-Xmn192m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch"),
        /** As Kafka's script does it. */
        SCRIPT(
                "-Xmx512M",
                "-XX:+UseG1GC",
                "-XX:MaxGCPauseMillis=20",
                "-XX:InitiatingHeapOccupancyPercent=35",
                "-XX:+ExplicitGCInvokesConcurrent",
                "-XX:MaxInlineLevel=15");

        private final List<String> options;

        Jvm(String... options) {
            this.options = List.of(options);
        }
    }

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern RESULT = Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec .* 99\\.9th\\.");

    @Override
    public Sent send(String topic, long records) throws Exception {
        try (ChildJvm process = ChildJvm.start(new ChildJvm.Spec(
                "perf-test",
                PerfTestMain.class,
                Optional.empty(),
                jvm.options,
                arguments(topic, records),
                work.resolve("perf-test.log"),
                line -> {}))) {
            if (!process.waitFor(LIMIT) || process.exitCode().orElseThrow() != 0) {
                throw new IllegalStateException("%s must end within %s with 0: %s"
                        .formatted(process, LIMIT, process.log().tail(5)));
            }
            return result(process.log().tail(1));
        }
    }

    /** An event of about the mean length. */
    private static byte[] event() {
        long nowMs = System.currentTimeMillis();
        return new EventSource(new AdCatalog(10, 100, 1), 1, nowMs, 10_000).next(nowMs * 1_000_000, nowMs);
    }

    private List<String> arguments(String topic, long records) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--topic", topic, "--num-records", String.valueOf(records), "--throughput", "-1"));
        Path file = Files.write(Files.createDirectories(work).resolve("payload.json"), event());
        arguments.addAll(List.of("--payload-file", file.toString()));
        arguments.addAll(List.of("--producer-props", "bootstrap.servers=" + kafka.bootstrapServers()));
        settings.forEach((name, value) -> arguments.add(name + "=" + value));
        return arguments;
    }

    private static Sent result(String line) {
        Matcher last = RESULT.matcher(line);
        if (!last.find()) {
            throw new IllegalStateException("the last line must be the result, was " + line);
        }
        return new Sent(Long.parseLong(last.group(1)), Double.parseDouble(last.group(2)));
    }
}
