package io.adpipeline.it;

import java.security.SecureRandom;
import java.util.Map;

/**
 * When the rows of a synthetic pipeline are written: as a law says, so many times as late.
 *
 * @param law of one event
 * @param factor above 0, by which each delay is multiplied
 */
record Delays(DelayLaw law, double factor) {

    /** Processes differ, and each is like itself. */
    private static final double OF_THIS_PROCESS = new SecureRandom().nextGaussian();

    /** As the settings of {@link SyntheticPipeline} say. */
    static Delays of(Map<String, String> settings) {
        double slower = percent(settings, "slower");
        double unlike = percent(settings, "unlike");
        return new Delays(
                DelayLaw.valueOf(settings.getOrDefault("law", "NONE")),
                (1 + slower) * Math.exp(unlike * OF_THIS_PROCESS));
    }

    private static double percent(Map<String, String> settings, String name) {
        return Double.parseDouble(settings.getOrDefault(name, "0")) / 100;
    }

    /** When the row of an event with this produce time is due; both epoch ms. */
    long dueMs(long produceMs) {
        return produceMs + Math.round(factor * (law.dueMs(produceMs) - produceMs));
    }
}
