package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adpipeline.event.Truth;
import io.adpipeline.latency.Statistic;
import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.load.LoadReport.Counts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LoadSessionTest {

    private static final long WINDOW_MS = 500;
    private static final LoadPlan PLAN = LoadPlans.of(2, 500, 4, 5, WINDOW_MS, 500, 1_000, 500);

    private final List<MockProducer<byte[], byte[]>> clients = new ArrayList<>();

    @TempDir
    private Path folder;

    private Producer<byte[], byte[]> connect(int producer) {
        MockProducer<byte[], byte[]> client =
                new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());
        clients.add(client);
        return client;
    }

    /** A start so long ago that every event is due, and not so long that the session gives up on a slow machine. */
    private static long startMs(long windowsAgo) {
        return (System.currentTimeMillis() / WINDOW_MS - windowsAgo) * WINDOW_MS;
    }

    private LoadReport run(long startMs, Path directory, Consumer<LoadProgress> progress)
            throws IOException, InterruptedException {
        try (LoadSession session = new LoadSession(PLAN, directory, this::connect)) {
            return session.run(startMs, progress);
        }
    }

    @Test
    void theReportAddsUpAllProducers() throws Exception {
        long startMs = startMs(4);
        LoadReport report = run(startMs, folder, progress -> {});

        assertThat(report.startMs()).isEqualTo(startMs);
        assertThat(report.askedEventsPerSecond()).isEqualTo(1_000);
        assertThat(report.whole()).isEqualTo(new Counts(2_000, 2_000, 2_000, 0));
        assertThat(report.measured()).isEqualTo(new Counts(1_000, 1_000, 1_000, 0));
        assertThat(report.measuredSeconds()).isEqualTo(1);
        assertThat(report.scheduleLagMs()).containsKeys(Statistic.MEAN, Statistic.P50, Statistic.P99, Statistic.MAX);
        assertThat(report.scheduleLagMs().get(Statistic.P50)).isGreaterThan(900);
        assertThat(report.firstFailure()).isEmpty();
    }

    @Test
    void itLeavesReportTruthHistogramsAndSecondsInItsFolder() throws Exception {
        long startMs = startMs(4);
        LoadReport report = run(startMs, folder, progress -> {});

        assertThat(LoadReport.read(folder)).isEqualTo(report);
        assertThat(Truth.read(folder, startMs, WINDOW_MS).total()).isEqualTo(2_000);
        assertThat(folder.resolve("schedule-lag.hgrm")).isNotEmptyFile();
        assertThat(folder.resolve("acknowledge.hgrm")).isNotEmptyFile();
        assertThat(Files.readAllLines(folder.resolve("load-seconds.csv"))).contains("0,1000,0", "1,1000,0");
    }

    @Test
    void theSameSeedAtAnotherStartGivesTheSameTruthByteForByte(@TempDir Path other) throws Exception {
        run(startMs(4), folder, progress -> {});
        run(startMs(5), other, progress -> {});

        assertThat(folder.resolve("truth.csv")).hasSameBinaryContentAs(other.resolve("truth.csv"));
    }

    @Test
    void progressIsToldAndEndsWithTheWholeLoad() throws Exception {
        List<LoadProgress> told = new ArrayList<>();
        run(startMs(4), folder, told::add);

        assertThat(told).isNotEmpty();
        assertThat(told.get(told.size() - 1)).satisfies(last -> {
            assertThat(last.sent()).isEqualTo(2_000);
            assertThat(last.acknowledged()).isEqualTo(2_000);
            assertThat(last.elapsedMs()).isGreaterThanOrEqualTo(2_000);
        });
    }

    @Test
    void aProducerThatDiesMakesTheLoadFailInsteadOfSmaller() {
        assertThatThrownBy(() -> {
                    try (LoadSession session = new LoadSession(PLAN, folder, this::connect)) {
                        clients.get(1).flushException = new IllegalStateException("no memory left");
                        session.run(startMs(4), progress -> {});
                    }
                })
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("a producer died")
                .hasMessageContaining("no memory left");
        assertThat(folder.resolve("load.json")).doesNotExist();
    }

    @Test
    void aCompressorThatCannotBeLoadedEndsTheLoadAtOnce() {
        LoadPlan endless = LoadPlans.of(2, 100, 3, 10, 1_000, 0, 3_600_000, 0);
        UnsatisfiedLinkError cause = new UnsatisfiedLinkError("no snappyjava in java.library.path");
        assertThatThrownBy(() -> {
                    try (LoadSession session = new LoadSession(endless, folder, this::connect)) {
                        clients.get(1).sendException = new KafkaException(cause);
                        session.run(System.currentTimeMillis() / 1_000 * 1_000, progress -> {});
                    }
                })
                .isInstanceOf(LoadException.class)
                .hasMessageEndingWith("UnsatisfiedLinkError: no snappyjava in java.library.path");
    }

    @Test
    void failedSendsAreReportedWithTheirReason() throws Exception {
        LoadReport report;
        try (LoadSession session = new LoadSession(PLAN, folder, this::connect)) {
            clients.get(0).sendException = new IllegalStateException("buffer full");
            report = session.run(startMs(4), progress -> {});
        }

        assertThat(report.whole()).isEqualTo(new Counts(2_000, 2_000, 1_000, 1_000));
        assertThat(report.firstFailure()).contains("buffer full");
        assertThat(report.deliveredPercent()).isEqualTo(50);
    }

    @Test
    void aStartInTheMiddleOfAWindowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(1_700_000_000_001L, folder, progress -> {}))
                .withMessage("startMs must be a start of a window of 500 ms, was 1700000000001");
    }

    @Test
    void closingClosesEveryProducerAlsoWhenOneCannotConnect() {
        new LoadSession(PLAN, folder, this::connect).close();
        assertThat(clients).hasSize(2).allMatch(MockProducer::closed);

        clients.clear();
        assertThatThrownBy(() -> new LoadSession(PLAN, folder, producer -> {
                    if (producer == 1) {
                        throw new IllegalStateException("no Kafka here");
                    }
                    return connect(producer);
                }))
                .hasMessage("no Kafka here");
        assertThat(clients).hasSize(1).allMatch(MockProducer::closed);
    }

    @Test
    void aLoadThatIsStoppedEndsEarlyAndReportsWhatItSent() throws Exception {
        LoadPlan endless = LoadPlans.of(2, 100, 3, 10, 1_000, 0, 3_600_000, 0);
        try (LoadSession session = new LoadSession(endless, folder, this::connect)) {
            LoadReport report = session.run(System.currentTimeMillis() / 1_000 * 1_000, progress -> {
                if (progress.sent() > 0) {
                    session.stop();
                }
            });

            assertThat(report.whole().sent())
                    .isPositive()
                    .isEqualTo(report.whole().intended());
            assertThat(report.whole().acknowledged()).isEqualTo(report.whole().sent());
            assertThat(Truth.read(folder, report.startMs(), 1_000).cells()).isNotEmpty();
        }
    }

    @Test
    void aStopThatComesBeforeTheStartIsNotForgotten() throws Exception {
        LoadPlan endless = LoadPlans.of(1, 100, 3, 10, 1_000, 0, 3_600_000, 0);
        try (LoadSession session = new LoadSession(endless, folder, this::connect)) {
            session.stop();

            long farAheadMs = (System.currentTimeMillis() + 3_600_000) / 1_000 * 1_000;
            assertThat(session.run(farAheadMs, progress -> {}).whole().sent()).isZero();
        }
    }
}
