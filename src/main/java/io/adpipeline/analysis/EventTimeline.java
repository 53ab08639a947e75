package io.adpipeline.analysis;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/**
 * The latency of events over the measured time.
 *
 * @param binMs width of a bin, ms
 * @param bins each bin of intended times that has events, in order
 * @param longestPause the longest time without a result that began in the measured phase
 */
public record EventTimeline(long binMs, List<Bin> bins, Pause longestPause) {

    public EventTimeline {
        bins = List.copyOf(bins);
    }

    /** The longest pause, as a sentence. */
    public String sentence() {
        return String.format(
                Locale.ROOT,
                "the longest time without a result was %.2f s, and %,d events were waiting at its end",
                longestPause.lengthMs() / 1e3,
                longestPause.waitingEvents());
    }

    /**
     * The events that were scheduled close to each other.
     *
     * @param startMs start of the bin, epoch ms
     * @param p50Ms median of {@code perEvent}, ms; infinite if most were never counted
     * @param maxMs the longest, ms; infinite if one was never counted
     */
    public record Bin(long startMs, double p50Ms, double maxMs) {}

    /**
     * A time without a result.
     *
     * @param fromMs time of the result before it, or start of the measured phase, epoch ms
     * @param toMs time of the result that ended it, or end of the measured phase, epoch ms
     * @param waitingEvents events scheduled before its end that no result had counted until then
     */
    public record Pause(long fromMs, long toMs, long waitingEvents) {

        /** Its length, ms. */
        @JsonProperty
        public long lengthMs() {
            return toMs - fromMs;
        }
    }
}
