package io.adpipeline.load;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.EventSource;
import io.adpipeline.traffic.ArrivalSequence;
import io.adpipeline.traffic.ProducerSeeds;
import io.adpipeline.traffic.TrafficModel;
import io.adpipeline.traffic.TrafficModels;

/**
 * What one producer sends, and when; a seed decides both. One thread owns it.
 *
 * @param arrivals offsets from the start of the warm-up, or of the measured part
 * @param events the event of each arrival
 */
record ProducerSequence(ArrivalSequence arrivals, EventSource events) {

    /**
     * Makes the sequences of a load's producers; equal arguments give equal, fresh sequences. The events from the
     * measured part on do not depend on the length of the warm-up. Thread-safe.
     */
    static final class Sequences {

        private final LoadPlan plan;
        private final TrafficModel model;
        private AdCatalog catalog;

        Sequences(LoadPlan plan) {
            this.plan = plan;
            model = TrafficModels.load().get(plan.model()).create(plan.modelParameters());
        }

        /** The sequence of the warm-up; its windows have negative numbers. */
        ProducerSequence warmup(int producer, long startMs) {
            return sequence(true, producer, startMs + plan.warmupMs());
        }

        /** The sequence from the start of the measured part on, which is the start of window 0. */
        ProducerSequence measured(int producer, long measureFromMs) {
            return sequence(false, producer, measureFromMs);
        }

        private ProducerSequence sequence(boolean warmup, int producer, long baseMs) {
            long seed = seeds(warmup, producer).events();
            return new ProducerSequence(
                    arrivals(warmup, producer), new EventSource(catalog(), seed, baseMs, plan.windowMs()));
        }

        ArrivalSequence arrivals(boolean warmup, int producer) {
            return model.arrivals(
                    plan.eventsPerSecond(), seeds(warmup, producer).arrivals());
        }

        private ProducerSeeds seeds(boolean warmup, int producer) {
            return ProducerSeeds.of(warmup ? ~plan.seed() : plan.seed(), producer);
        }

        /** Made at first use: arrivals alone need no catalog. */
        private synchronized AdCatalog catalog() {
            if (catalog == null) {
                catalog = new AdCatalog(plan.campaigns(), plan.adsPerCampaign(), plan.seed());
            }
            return catalog;
        }
    }
}
