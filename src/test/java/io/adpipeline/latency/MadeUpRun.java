package io.adpipeline.latency;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The latencies of one made-up run, section by section: micro-batches that share a delay which depends on the delay of the
 * batch before, and a delay of each row's own; together lognormal, skewed to the right as latencies are.
 *
 * @param sections the samples of each section, ms
 */
record MadeUpRun(List<double[]> sections) {

    private static final double MEDIAN_MS = 500;
    private static final double COMMON_SIGMA = 0.4;
    private static final double OWN_SIGMA = 0.2;
    private static final int ROWS = 10;

    /** How the delays of neighbouring micro-batches depend on each other. */
    enum Law {
        INDEPENDENT(0, 1),
        AR_0_5(0.5, 1),
        AR_0_8(0.8, 1),
        /** Half of the time, in stretches of six batches on average, everything takes twice as long. */
        BURSTS(0, 2);

        private final double correlation;
        private final double burstFactor;

        Law(double correlation, double burstFactor) {
            this.correlation = correlation;
            this.burstFactor = burstFactor;
        }

        MadeUpRun run(int sections, int batchesPerSection, long seed) {
            Random random = new Random(seed);
            double common = random.nextGaussian();
            boolean burst = random.nextBoolean();
            List<double[]> samples = new ArrayList<>();
            for (int section = 0; section < sections; section++) {
                double[] ofSection = new double[batchesPerSection * ROWS];
                for (int i = 0; i < ofSection.length; i++) {
                    if (i % ROWS == 0) {
                        common =
                                correlation * common + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                        burst ^= random.nextDouble() < 1 / 6.0;
                    }
                    ofSection[i] = (burst ? burstFactor : 1)
                            * MEDIAN_MS
                            * Math.exp(COMMON_SIGMA * common + OWN_SIGMA * random.nextGaussian());
                }
                samples.add(ofSection);
            }
            return new MadeUpRun(samples);
        }
    }

    /** All samples, ms. */
    double[] all() {
        return sections.stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
