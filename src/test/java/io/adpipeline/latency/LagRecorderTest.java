package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LagRecorderTest {
    private final LagRecorder recorder = new LagRecorder();

    @Test
    void everyIntervalHoldsWhatCameSinceTheOneBefore() {
        recorder.record(1_000_000);
        LatencyHistogram first = recorder.snapshotInterval();
        recorder.record(5_000_000);
        recorder.record(9_000_000);
        LatencyHistogram second = recorder.snapshotInterval();

        assertThat(first.count()).isEqualTo(1);
        assertThat(second.count()).isEqualTo(2);
        assertThat(second.value(Statistic.MAX)).isCloseTo(9, withinPercentage(0.1));
        assertThat(recorder.snapshotInterval().count()).isZero();
        assertThat(recorder.total().count()).isEqualTo(3);
    }

    @Test
    void readingTheTotalTakesNothingFromTheInterval() {
        recorder.record(1);
        assertThat(recorder.total().count()).isEqualTo(1);
        recorder.record(2);

        assertThat(recorder.snapshotInterval().count()).isEqualTo(2);
    }

    @Test
    void whatWasHandedOutStaysAsItWas() {
        recorder.record(1);
        LatencyHistogram interval = recorder.snapshotInterval();
        LatencyHistogram total = recorder.total();
        recorder.record(2);
        recorder.snapshotInterval();
        recorder.record(3);
        recorder.total();

        assertThat(interval.count()).isEqualTo(1);
        assertThat(total.count()).isEqualTo(1);
    }

    @Test
    void negativeLagsAreCountedOnce() {
        recorder.record(-1);
        recorder.record(3);
        assertThat(recorder.total().negativeCount()).isEqualTo(1);
        recorder.record(-2);

        assertThat(recorder.snapshotInterval().negativeCount()).isEqualTo(2);
        assertThat(recorder.snapshotInterval().negativeCount()).isZero();
        assertThat(recorder.total().negativeCount()).isEqualTo(2);
        assertThat(recorder.total().count()).isEqualTo(1);
    }

    @Test
    void aLagOfHoursIsNotCutOff() {
        recorder.record(2 * 3_600_000_000_000L);

        assertThat(recorder.total().value(Statistic.MAX)).isCloseTo(7_200_000, withinPercentage(0.1));
    }

    @Test
    void aReaderBesideTheProducerLosesNothing() {
        int lags = 300_000;
        CompletableFuture<Void> producer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < lags; i++) {
                recorder.record(i % 1_000 == 0 ? -1 : i);
            }
        });

        LatencyHistogram sum = new LatencyHistogram();
        while (!producer.isDone()) {
            sum.add(recorder.snapshotInterval());
        }
        producer.join();
        sum.add(recorder.snapshotInterval());

        assertThat(sum.count()).isEqualTo(lags - 300);
        assertThat(sum.negativeCount()).isEqualTo(300);
        assertThat(recorder.total().count()).isEqualTo(sum.count());
        assertThat(recorder.total().value(Statistic.MAX)).isEqualTo(sum.value(Statistic.MAX));
    }
}
