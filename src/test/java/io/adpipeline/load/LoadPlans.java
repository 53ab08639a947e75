package io.adpipeline.load;

import io.adpipeline.kafka.KafkaConnection;
import java.util.Map;

/** Plans to test with. */
final class LoadPlans {

    /** Stands in a client property; no text may show it. */
    static final String SECRET = "hunter2-of-the-cluster";

    private LoadPlans() {}

    /** One producer; 1 s of warm-up, 2 s measured, 1 s of tail, windows of 1 s, 3 campaigns. */
    static LoadPlan small() {
        return of(1, 1_000, 3, 10, 1_000, 1_000, 2_000, 1_000);
    }

    static LoadPlan of(
            int producers,
            double eventsPerSecond,
            int campaigns,
            int adsPerCampaign,
            long windowMs,
            long warmupMs,
            long measureMs,
            long tailMs) {
        return new LoadPlan(
                new KafkaConnection("localhost:9092", Map.of("sasl.jaas.config", SECRET)),
                Map.of("linger.ms", "7"),
                "events",
                producers,
                eventsPerSecond,
                "uniform",
                Map.of(),
                42,
                campaigns,
                adsPerCampaign,
                windowMs,
                warmupMs,
                measureMs,
                tailMs);
    }
}
