package io.adpipeline.load;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.EventSource;
import io.adpipeline.traffic.ArrivalSequence;
import io.adpipeline.traffic.ProducerSeeds;
import io.adpipeline.traffic.TrafficModel;
import io.adpipeline.traffic.TrafficModels;

/**
 * When one producer sends, and what; a seed decides both. One thread owns it.
 *
 * @param arrivals offsets from the start of the warm-up, or of the measured part
 * @param events the event of each arrival
 */
record ProducerSequence(ArrivalSequence arrivals, EventSource events) {

    /**
     * The sequences of the producers of a load, from their beginnings; equal arguments give equal sequences. What is sent
     * from the measured part on does not depend on how long the warm-up took. For any thread.
     */
    static final class Sequences {

        private final LoadPlan plan;
        private final TrafficModel model;
        private AdCatalog catalog;

        Sequences(LoadPlan plan) {
            this.plan = plan;
            model = TrafficModels.load().get(plan.model()).create(plan.modelParameters());
        }

        /** Of the warm-up, whose windows have numbers below 0. */
        ProducerSequence warmup(int producer, long startMs) {
            return new ProducerSequence(
                    warmupArrivals(producer), events(warmupSeeds(producer), startMs + plan.warmupMs()));
        }

        /** From the start of the measured part on, where window 0 begins. */
        ProducerSequence measured(int producer, long measureFromMs) {
            return new ProducerSequence(measuredArrivals(producer), events(seeds(producer), measureFromMs));
        }

        ArrivalSequence warmupArrivals(int producer) {
            return model.arrivals(plan.eventsPerSecond(), warmupSeeds(producer).arrivals());
        }

        ArrivalSequence measuredArrivals(int producer) {
            return model.arrivals(plan.eventsPerSecond(), seeds(producer).arrivals());
        }

        private EventSource events(ProducerSeeds seeds, long baseMs) {
            return new EventSource(catalog(), seeds.events(), baseMs, plan.windowMs());
        }

        /** For arrivals alone none is needed. */
        private synchronized AdCatalog catalog() {
            if (catalog == null) {
                catalog = new AdCatalog(plan.campaigns(), plan.adsPerCampaign(), plan.seed());
            }
            return catalog;
        }

        private ProducerSeeds seeds(int producer) {
            return ProducerSeeds.of(plan.seed(), producer);
        }

        private ProducerSeeds warmupSeeds(int producer) {
            return ProducerSeeds.of(~plan.seed(), producer);
        }
    }
}
