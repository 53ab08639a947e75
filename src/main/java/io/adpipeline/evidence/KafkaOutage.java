package io.adpipeline.evidence;

import java.util.Locale;
import java.util.Optional;

/** When Kafka is taken to have been away. It answers the suite twice a second. */
public final class KafkaOutage {

    /** When it has not answered for this long, no pipeline could work, ms. */
    private static final long LEAST_MS = 3_000;

    private KafkaOutage() {}

    /**
     * That Kafka was away, as a sentence; empty if it was not.
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
