package io.adpipeline.bench;

import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadPlan;
import io.adpipeline.load.LoadReport;
import io.adpipeline.load.RunningLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * The load generator as in a run, with a schedule that nobody can follow: all events are due within a second, so
 * each is sent as soon as the one before is handed over. It gives up 5 s after the schedule's end; its rate is that of
 * what it has sent until then.
 */
record GeneratorSender(KafkaConnection kafka, Map<String, String> settings, int producers, Path work)
        implements Sender {

    private static final long SCHEDULE_MS = 1_000;
    private static final long WINDOW_MS = 500;
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration DONE = Duration.ofSeconds(60);

    @Override
    public Sent send(String topic, long records) throws Exception {
        try (LoadGenerator generator = LoadGenerator.open(work.resolve("generator.log"))) {
            RunningLoad load = generator.prepare(plan(topic, records), work);
            load.awaitReady(READY);
            // the first start of a window that the generator hears of in time
            load.begin((System.currentTimeMillis() / WINDOW_MS + 2) * WINDOW_MS);
            Awaitility.await()
                    .atMost(DONE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> load.done() || load.failure().isPresent());
            load.failure().ifPresent(why -> {
                throw new IllegalStateException(why);
            });
            return sent(load);
        }
    }

    private LoadPlan plan(String topic, long records) {
        return new LoadPlan(
                kafka,
                settings,
                topic,
                producers,
                records * 1e3 / SCHEDULE_MS / producers,
                "poisson",
                Map.of(),
                1,
                10,
                100,
                WINDOW_MS,
                0,
                SCHEDULE_MS,
                0);
    }

    private static Sent sent(RunningLoad load) {
        LoadReport.Counts counts = load.report().whole();
        // its last word but one comes when the last event is acknowledged
        LoadProgress last = load.progress();
        boolean consistent = counts.failed() == 0
                && counts.acknowledged() == counts.sent()
                && counts.acknowledged() == last.acknowledged()
                && counts.acknowledged() == load.finished().truth().total();
        if (!consistent) {
            throw new IllegalStateException("counts must agree and nothing fail, were %s, %s, truth %d"
                    .formatted(counts, last, load.finished().truth().total()));
        }
        if (last.elapsedMs() < 2 * SCHEDULE_MS) {
            throw new IllegalStateException(
                    "the schedule must be too fast to be followed, %s events in %d ms took %d ms"
                            .formatted(counts.sent(), SCHEDULE_MS, last.elapsedMs()));
        }
        return new Sent(counts.acknowledged(), counts.acknowledged() * 1e3 / last.elapsedMs());
    }
}
