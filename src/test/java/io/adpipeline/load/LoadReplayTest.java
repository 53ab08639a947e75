package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adpipeline.event.AdEvent;
import io.adpipeline.event.EventType;
import io.adpipeline.event.SentEvents;
import io.adpipeline.kafka.KafkaConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn again is what was sent and acknowledged, event by event. */
@Timeout(30)
class LoadReplayTest {

    private static final long WINDOW_MS = 500;

    private final List<MockProducer<byte[], byte[]>> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    private record Event(long intendedNs, int campaignId, EventType type) {}

    private Producer<byte[], byte[]> connect(int producer) {
        MockProducer<byte[], byte[]> client =
                new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer()) {
                    @Override
                    public synchronized Future<RecordMetadata> send(
                            ProducerRecord<byte[], byte[]> event, Callback callback) {
                        return super.send(
                                new ProducerRecord<>(
                                        event.topic(),
                                        null,
                                        event.timestamp(),
                                        null,
                                        event.value().clone()),
                                callback);
                    }
                };
        clients.add(client);
        return client;
    }

    private static LoadPlan plan(String model) {
        return new LoadPlan(
                KafkaConnection.plain("localhost:9092"),
                Map.of(),
                "events",
                3,
                500,
                model,
                Map.of(),
                42,
                4,
                5,
                WINDOW_MS,
                500,
                1_000,
                500);
    }

    private static long startMs(long windowsAgo) {
        return (System.currentTimeMillis() / WINDOW_MS - windowsAgo) * WINDOW_MS;
    }

    private LoadReport run(LoadPlan plan, long startMs) throws Exception {
        try (LoadSession session = new LoadSession(plan, folder, this::connect)) {
            return session.run(startMs, progress -> {});
        }
    }

    private List<Event> acknowledged() {
        return clients.stream()
                .flatMap(client -> client.history().stream())
                .map(sent -> AdEvent.read(sent.value()))
                .map(event -> new Event(event.eventTimeNs(), event.campaignId(), event.eventType()))
                .sorted(Comparator.comparingLong(Event::intendedNs))
                .toList();
    }

    private static List<Event> drawn(SentEvents events) {
        List<Event> drawn = new ArrayList<>();
        events.forEach((intendedNs, campaignId, type) -> drawn.add(new Event(intendedNs, campaignId, type)));
        return drawn;
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "poisson", "mmpp"})
    void everyEventIsDrawnAgainInTheOrderOfTheirTimes(String model) throws Exception {
        LoadPlan plan = plan(model);
        Files.writeString(folder.resolve("failed-sends.csv"), "of an earlier load");
        LoadReport report = run(plan, startMs(4));
        SentEvents again = FinishedLoad.read(folder, plan).events();

        assertThat(acknowledged()).hasSize((int) report.whole().acknowledged()).hasSizeGreaterThan(1_000);
        assertThat(drawn(again)).containsExactlyElementsOf(acknowledged());
        assertThat(drawn(again)).as("a second time").hasSameSizeAs(acknowledged());
        assertThat(folder.resolve("failed-sends.csv")).doesNotExist();
    }

    /** However long the warm-up took, the same events are sent from the measured part on. */
    @Test
    void aWarmupThatEndsBeforeItsTimeIsDrawnAgainToo() throws Exception {
        LoadPlan plan = plan("mmpp");
        long whole = startMs(4);
        run(plan, whole);
        List<Event> afterAWholeWarmup = since(whole + plan.warmupMs(), acknowledged());
        clients.clear();
        long shortened = startMs(6);
        LoadPlan longer = new LoadPlan(
                plan.kafka(),
                Map.of(),
                plan.topic(),
                plan.producers(),
                plan.eventsPerSecond(),
                plan.model(),
                Map.of(),
                plan.seed(),
                plan.campaigns(),
                plan.adsPerCampaign(),
                WINDOW_MS,
                4 * WINDOW_MS,
                plan.measureMs(),
                plan.tailMs());

        LoadReport report;
        try (LoadSession session = new LoadSession(longer, folder, this::connect)) {
            session.endWarmup(2 * WINDOW_MS);
            report = session.run(shortened, progress -> {});
        }

        assertThat(report.warmupMs()).isEqualTo(2 * WINDOW_MS);
        assertThat(drawn(FinishedLoad.read(folder, longer).events())).containsExactlyElementsOf(acknowledged());
        assertThat(since(report.measureFromMs(), acknowledged())).isEqualTo(afterAWholeWarmup);
    }

    /** Those from an instant on, by their time since then. */
    private static List<Event> since(long fromMs, List<Event> events) {
        return events.stream()
                .map(event -> new Event(event.intendedNs - fromMs * 1_000_000, event.campaignId, event.type))
                .filter(event -> event.intendedNs >= 0)
                .toList();
    }

    @Test
    void sendsThatFailedAreLeftOut() throws Exception {
        LoadPlan plan = plan("poisson");
        try (LoadSession session = new LoadSession(plan, folder, this::connect)) {
            clients.get(1).sendException = new IllegalStateException("buffer full");
            session.run(startMs(4), progress -> {});
        }

        assertThat(Files.readAllLines(folder.resolve("failed-sends.csv"))).hasSizeGreaterThan(500);
        assertThat(drawn(FinishedLoad.read(folder, plan).events())).containsExactlyElementsOf(acknowledged());
    }

    @Test
    void aLoadOfOtherProducersIsNotDrawnAgain() throws Exception {
        run(plan("uniform"), startMs(4));
        LoadPlan more = LoadPlans.of(plan("uniform").producers() + 1, 100, 1, 1, WINDOW_MS, 0, WINDOW_MS, 0);

        assertThatThrownBy(() -> FinishedLoad.read(folder, more))
                .hasMessageStartingWith("cannot read ")
                .hasMessageContaining(
                        "load.json: it is of a load of %d producers, not".formatted(more.producers() - 1));
    }

    @Test
    void whatWasNeverSentIsLeftOut() throws Exception {
        LoadPlan plan = plan("uniform");
        // everything is overdue, and the load gives up 5 s after its end
        LoadReport report = run(plan, startMs(20));

        assertThat(report.whole().sent()).isLessThan(report.whole().intended());
        assertThat(drawn(FinishedLoad.read(folder, plan).events())).containsExactlyElementsOf(acknowledged());
    }
}
