package io.adpipeline.evidence;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the warm-up of a run went.
 *
 * @param lengthMs how long it took, ms
 * @param fallPercent by how much latencies fell in its last four stretches, percent of their mean; below 0 if they
 *     rose. Empty for a warm-up of a fixed length, and where too few results came
 */
public record Warmup(long lengthMs, OptionalDouble fallPercent) {

    /** Latencies that fall by less count as stationary, percent. */
    public static final double STATIONARY_PERCENT = 10;

    /** Whether latencies were still falling at the end of the warm-up. */
    public boolean stillFalling() {
        return fallPercent.orElse(0) >= STATIONARY_PERCENT;
    }

    /** A sentence that the pipeline was still getting faster; empty if it was not. */
    public Optional<String> disturbance() {
        return stillFalling()
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the pipeline was still warming up: its latencies fell by %.0f %% towards the end of a warm-up of %.0f s;"
                                + " give it more (warmup.atMost)",
                        fallPercent.getAsDouble(),
                        lengthMs / 1e3))
                : Optional.empty();
    }
}
