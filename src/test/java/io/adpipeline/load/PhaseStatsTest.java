package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.load.LoadReport.Counts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseStatsTest {

    @Test
    void everyKindIsCountedApart() {
        PhaseStats stats = new PhaseStats();
        stats.intended();
        stats.intended();
        stats.intended();
        stats.intended();
        stats.sent(5);
        stats.sent(5);
        stats.sent(5);
        stats.acknowledged(7);
        stats.acknowledged(7);
        stats.failed();

        assertThat(stats.counts()).isEqualTo(new Counts(4, 3, 2, 1));
    }

    @Test
    void failuresFromTwoThreadsAreAllCounted() throws InterruptedException {
        PhaseStats stats = new PhaseStats();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    for (int i = 0; i < 500_000; i++) {
                        stats.failed();
                    }
                }))
                .limit(2)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(stats.counts().failed()).isEqualTo(1_000_000);
    }
}
