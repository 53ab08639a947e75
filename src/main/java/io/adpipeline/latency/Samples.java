package io.adpipeline.latency;

/** What is asked of every array of samples. */
final class Samples {

    private Samples() {}

    /**
     * The same array.
     *
     * @throws IllegalArgumentException if a sample is NaN or infinite; names the first one
     */
    static double[] requireFinite(double[] samplesMs) {
        for (int i = 0; i < samplesMs.length; i++) {
            if (!Double.isFinite(samplesMs[i])) {
                throw new IllegalArgumentException(
                        "samplesMs[%d] must be a finite number, was %s".formatted(i, samplesMs[i]));
            }
        }
        return samplesMs;
    }
}
