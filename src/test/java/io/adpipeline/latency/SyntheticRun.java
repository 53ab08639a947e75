package io.adpipeline.latency;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The latencies of one made-up run: micro-batches of unequal size, a delay that all rows of a batch share, a delay of
 * each row's own; together lognormal, skewed to the right as latencies are.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SyntheticRun(double[] samplesMs, long[] blockOf) {

    /**
     * @param commonSigma standard deviation of the log delay that a block's rows share
     * @param ownSigma standard deviation of each row's own log delay
     * @param sizeByDelay how much larger slow blocks are: 0 for sizes that have nothing to do with the delay
     */
    record Law(double commonSigma, double ownSigma, double sizeByDelay) {
        private static final double MEDIAN_MS = 500;

        double trueQuantileMs(double standardNormalQuantile) {
            return MEDIAN_MS * Math.exp(Math.hypot(commonSigma, ownSigma) * standardNormalQuantile);
        }

        double trueMeanMs() {
            return MEDIAN_MS * Math.exp((commonSigma * commonSigma + ownSigma * ownSigma) / 2);
        }

        SyntheticRun run(int blocks, long seed) {
            Random random = new Random(seed);
            DoubleStream.Builder samplesMs = DoubleStream.builder();
            LongStream.Builder blockOf = LongStream.builder();
            for (int block = 0; block < blocks; block++) {
                double common = random.nextGaussian();
                long rows = Math.max(1, Math.round((5 + random.nextInt(11)) * Math.exp(sizeByDelay * common)));
                for (int row = 0; row < rows; row++) {
                    samplesMs.add(MEDIAN_MS * Math.exp(commonSigma * common + ownSigma * random.nextGaussian()));
                    blockOf.add(block);
                }
            }
            return new SyntheticRun(samplesMs.build().toArray(), blockOf.build().toArray());
        }
    }

    /** The same samples, each taken for independent. */
    SyntheticRun withoutBlocks() {
        return new SyntheticRun(samplesMs, LongStream.range(0, samplesMs.length).toArray());
    }
}
