package example;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;

/** Counts events per tumbling window and campaign with Kafka Streams. */
public final class Counts {

    /** From a backlog, one partition can be read far ahead of another: no event of it is to be too late. */
    private static final Duration GRACE = Duration.ofMinutes(10);

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** What is needed of an event. */
    record Event(int campaignId, String eventType, long produceTime, long eventTimeNs) {}

    /** What has been counted of a window and campaign. */
    record Count(long eventCount, long views, long clicks, long purchases, long maxProduceTime, long maxEventTimeNs) {

        Count plus(Event event) {
            return new Count(
                    eventCount + 1,
                    views + (event.eventType().equals("view") ? 1 : 0),
                    clicks + (event.eventType().equals("click") ? 1 : 0),
                    purchases + (event.eventType().equals("purchase") ? 1 : 0),
                    Math.max(maxProduceTime, event.produceTime()),
                    Math.max(maxEventTimeNs, event.eventTimeNs()));
        }
    }

    /** A result. */
    record Row(long windowStart, long windowEnd, int campaignId, @JsonUnwrapped Count count) {}

    private Counts() {}

    /**
     * Runs until it is ended or fails.
     *
     * @param arguments file of client properties, topic of events, topic of results, window in ms, folder of state
     */
    public static void main(String[] arguments) throws IOException {
        Properties settings = new Properties();
        try (InputStream file = Files.newInputStream(Path.of(arguments[0]))) {
            settings.load(file);
        }
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, arguments[1] + "-counts");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, arguments[4]);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 300); // changed counts go on at each commit

        Topology topology = topology(arguments[1], arguments[2], Duration.ofMillis(Long.parseLong(arguments[3])));
        KafkaStreams streams = new KafkaStreams(topology, settings);
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        streams.setUncaughtExceptionHandler(thrown -> {
            failure.complete(thrown);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(CLOSE_LIMIT)));
        streams.start();

        Throwable cause = failure.join();
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        streams.close(CLOSE_LIMIT);
        System.err.println("failed: " + cause); // last, for the suite quotes the last lines
        System.exit(1);
    }

    private static Topology topology(String events, String results, Duration window) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        events,
                        Consumed.with(Serdes.ByteArray(), json(Event.class))
                                .withTimestampExtractor((event, none) -> timeMs((Event) event.value())))
                .groupBy(
                        (none, event) -> event.campaignId(),
                        Grouped.with("by-campaign", Serdes.Integer(), json(Event.class)))
                .windowedBy(TimeWindows.ofSizeAndGrace(window, GRACE))
                .aggregate(
                        () -> new Count(0, 0, 0, 0, 0, 0),
                        (campaign, event, count) -> count.plus(event),
                        Materialized.with(Serdes.Integer(), json(Count.class)))
                .toStream()
                .map((cell, count) -> KeyValue.pair(
                        cell.window().start() + ":" + cell.key(),
                        new Row(cell.window().start(), cell.window().end(), cell.key(), count)))
                .to(results, Produced.with(Serdes.String(), json(Row.class)));
        return builder.build();
    }

    private static long timeMs(Event event) {
        return event.eventTimeNs() / 1_000_000;
    }

    private static <T> Serde<T> json(Class<T> type) {
        return Serdes.serdeFrom(
                (topic, value) -> {
                    try {
                        return JSON.writeValueAsBytes(value);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                (topic, bytes) -> {
                    try {
                        return bytes == null ? null : JSON.readValue(bytes, type);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }
}
