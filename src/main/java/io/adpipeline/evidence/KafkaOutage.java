package io.adpipeline.evidence;

import java.util.Locale;
import java.util.Optional;

/** Decides whether Kafka was away during a run. The suite asks Kafka twice a second. */
public final class KafkaOutage {

    /** No pipeline could work while Kafka did not answer for this long, ms. */
    private static final long LEAST_MS = 3_000;

    private KafkaOutage() {}

    /**
     * A sentence that Kafka was away; empty if it was not.
     *
     * @param silentMs the longest time without an answer
     */
    public static Optional<String> of(long silentMs) {
        return silentMs < LEAST_MS
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "Kafka gave no answer for %.1f s while the run went on: it was restarted or out of reach, or the"
                                + " machine stood still",
                        silentMs / 1e3));
    }
}
