package io.adpipeline.latency;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The bootstrap-t of a ratio {@code R = sum a / sum n} over blocks, where {@code n} is a block's size and {@code a}
 * what its samples add up to: their sum for a mean, the number of them below a value for a distribution function.
 *
 * <p>A block's size is random as well as its content, so the standard error is that of a ratio estimator,
 * {@code sqrt(sum (a - R n)^2) / sum n} (Cochran, "Sampling Techniques", 1977, chapter 6).
 */
final class StudentizedBootstrap {
    private static final double TAIL = 0.025;

    private final double[] totals;
    private final Blocks blocks;
    private final double ratio;
    private final double standardError;

    /**
     * @param totals {@code a} of every block
     */
    StudentizedBootstrap(double[] totals, Blocks blocks) {
        this.totals = totals;
        this.blocks = blocks;
        Resample all = new Resample();
        for (int block = 0; block < totals.length; block++) {
            all.add(block);
        }
        this.ratio = all.ratio();
        this.standardError = all.standardError();
    }

    double standardError() {
        return standardError;
    }

    /**
     * The two values of {@code (R* - R) / se*} beyond which lie {@link #tail} of the resamples each. Empty if one of
     * them is infinite: that many resamples have no spread at all.
     */
    Optional<CriticalValues> criticalValues(int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] t = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            t[i] = draw(random).distance();
        }
        Arrays.sort(t);
        int beyond = (int) Math.max(1, Math.floor((resamples + 1) * tail(blocks.effectiveCount())));
        CriticalValues values = new CriticalValues(t[beyond - 1], t[resamples - beyond]);
        return Double.isFinite(values.low()) && Double.isFinite(values.high()) ? Optional.of(values) : Optional.empty();
    }

    private Resample draw(SplittableRandom random) {
        Resample resample = new Resample();
        for (int i = 0; i < totals.length; i++) {
            resample.add(random.nextInt(totals.length));
        }
        return resample;
    }

    /**
     * The share of resamples beyond either bound: what the normal law has beyond Student's 97.5 % point, with the
     * effective number of blocks less one as degrees of freedom; 1.2 % at 10 blocks, nearing 2.5 % as there are more.
     * So does Hesterberg widen the percentile interval ("What Teachers Should Know About the Bootstrap", The American
     * Statistician 69 (2015)). A bootstrap-t needs it less; yet with 2.5 % at any number of blocks, simulated coverage
     * for skewed latencies was 92.6 to 94.8 % at 10 to 45 blocks, with this 94.4 to 97.4 %.
     */
    static double tail(double effectiveBlocks) {
        double student = new TDistribution(null, effectiveBlocks - 1).inverseCumulativeProbability(TAIL);
        return new NormalDistribution(null, 0, 1).cumulativeProbability(student);
    }

    /** Bounds of a distance, in standard errors. */
    record CriticalValues(double low, double high) {}

    /** Blocks put together, one after the other. */
    private final class Resample {
        private double a;
        private double n;
        private double aa;
        private double an;
        private double nn;

        void add(int block) {
            double total = totals[block];
            double size = blocks.size(block);
            a += total;
            n += size;
            aa += total * total;
            an += total * size;
            nn += size * size;
        }

        double ratio() {
            return a / n;
        }

        double standardError() {
            double ratio = ratio();
            return Math.sqrt(Math.max(0, aa - 2 * ratio * an + ratio * ratio * nn)) / n;
        }

        double distance() {
            double difference = ratio() - ratio;
            return difference == 0 ? 0 : difference / standardError();
        }
    }
}
