package io.adpipeline.load;

import io.adpipeline.event.AdCatalog;
import io.adpipeline.event.EventSource;
import io.adpipeline.traffic.ArrivalSequence;
import io.adpipeline.traffic.ProducerSeeds;
import io.adpipeline.traffic.TrafficModel;
import io.adpipeline.traffic.TrafficModels;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * When one producer sends, and what; the seed decides both. One thread owns it.
 *
 * @param arrivals offsets from the start of the load
 * @param events the event of each arrival
 */
record ProducerSequence(ArrivalSequence arrivals, EventSource events) {

    /**
     * The sequences of all producers of a load, from their beginnings. Equal arguments give equal sequences.
     *
     * @param startMs start of the load, epoch ms
     */
    static List<ProducerSequence> of(LoadPlan plan, long startMs) {
        List<ArrivalSequence> arrivals = arrivals(plan).toList();
        AdCatalog catalog = new AdCatalog(plan.campaigns(), plan.adsPerCampaign(), plan.seed());
        return IntStream.range(0, plan.producers())
                .mapToObj(producer -> new ProducerSequence(
                        arrivals.get(producer),
                        new EventSource(
                                catalog, ProducerSeeds.of(plan.seed(), producer).events(), startMs, plan.windowMs())))
                .toList();
    }

    /** The arrivals of each producer of a load. */
    static Stream<ArrivalSequence> arrivals(LoadPlan plan) {
        TrafficModel model = TrafficModels.load().get(plan.model()).create(plan.modelParameters());
        return IntStream.range(0, plan.producers())
                .mapToObj(producer -> model.arrivals(
                        plan.eventsPerSecond(),
                        ProducerSeeds.of(plan.seed(), producer).arrivals()));
    }
}
