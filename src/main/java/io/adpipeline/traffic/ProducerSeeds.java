package io.adpipeline.traffic;

import java.util.SplittableRandom;

/**
 * The seeds of one producer, so that producers are independent of each other and of other scenarios.
 *
 * @param arrivals seed of when the producer sends
 * @param events seed of what it sends
 */
public record ProducerSeeds(long arrivals, long events) {

    /**
     * Derives the seeds from the scenario's seed; equal arguments give equal seeds. Within a scenario all seeds differ:
     * SplitMix64 maps its state one to one to an output, and the states of two producers differ by less than one step.
     * (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014.)
     *
     * @param scenarioSeed any number; neighbouring numbers are as good as distant ones
     * @param producerIndex number of the producer, from 0
     * @throws IllegalArgumentException if the index is negative
     */
    public static ProducerSeeds of(long scenarioSeed, int producerIndex) {
        if (producerIndex < 0) {
            throw new IllegalArgumentException("producerIndex must not be negative, was " + producerIndex);
        }
        long scenario = new SplittableRandom(scenarioSeed).nextLong();
        SplittableRandom producer = new SplittableRandom(scenario + producerIndex);
        return new ProducerSeeds(producer.nextLong(), producer.nextLong());
    }
}
