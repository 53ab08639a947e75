package io.adpipeline.slo;

/** A limit of a threshold that is malformed or out of range. */
public final class ThresholdException extends IllegalArgumentException {

    private final String key;
    private final String constraint;

    /**
     * @param key where it stands in a scenario, as in {@code slo.endToEnd.p90}
     * @param constraint what is allowed there
     */
    ThresholdException(String key, String constraint, double limit) {
        super("%s must be %s, was %s".formatted(key, constraint, limit));
        this.key = key;
        this.constraint = constraint;
    }

    public String key() {
        return key;
    }

    public String constraint() {
        return constraint;
    }
}
