package io.adpipeline.traffic;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code mmpp}: bursty traffic, a Poisson process whose rate jumps between a low state (1) and a high state (2).
 *
 * <ul>
 *   <li>{@code rateRatio}: rate of the high state over that of the low one, at least 1; default 5
 *   <li>{@code q12}: rate of leaving the low state, per second, above 0 and at most 1,000,000; default 0.5
 *   <li>{@code q21}: rate of leaving the high state, likewise; default 0.5
 * </ul>
 */
public final class MmppTrafficFactory implements TrafficModelFactory {

    private static final String RATE_RATIO = "rateRatio";
    private static final String Q12 = "q12";
    private static final String Q21 = "q21";
    private static final Set<String> PARAMETERS =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(RATE_RATIO, Q12, Q21)));

    @Override
    public String name() {
        return "mmpp";
    }

    @Override
    public Set<String> parameters() {
        return PARAMETERS;
    }

    @Override
    public TrafficModel create(Map<String, String> parameters) {
        ModelParameters given = ModelParameters.of(this, parameters);
        return new MmppModel(
                given.number(RATE_RATIO, 5, ratio -> ratio >= 1, "a number from 1"),
                leavingRate(given, Q12),
                leavingRate(given, Q21));
    }

    private static double leavingRate(ModelParameters given, String key) {
        return given.number(
                key,
                0.5,
                rate -> rate > 0 && rate <= MmppModel.MAX_LEAVING_RATE,
                "a number above 0 and at most 1000000");
    }
}
