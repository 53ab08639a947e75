package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.load.LoadReport.Counts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PhaseCountersTest {

    @Test
    void everyKindIsCountedApart() {
        PhaseCounters counters = new PhaseCounters();
        counters.intended();
        counters.intended();
        counters.intended();
        counters.intended();
        counters.sent();
        counters.sent();
        counters.sent();
        counters.acknowledged();
        counters.acknowledged();
        counters.failed();

        assertThat(counters.counts()).isEqualTo(new Counts(4, 3, 2, 1));
    }

    @Test
    void failuresFromTwoThreadsAreAllCounted() throws InterruptedException {
        PhaseCounters counters = new PhaseCounters();
        List<Thread> threads = Stream.generate(() -> new Thread(() -> {
                    for (int i = 0; i < 500_000; i++) {
                        counters.failed();
                    }
                }))
                .limit(2)
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(counters.counts().failed()).isEqualTo(1_000_000);
    }
}
