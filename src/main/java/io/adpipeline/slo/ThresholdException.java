package io.adpipeline.slo;

/** A threshold that is malformed or out of range. */
public final class ThresholdException extends IllegalArgumentException {

    private final String key;
    private final String constraint;
    private final String actual;

    /**
     * @param key where it stands in a scenario, as in {@code slo.endToEnd.p90}
     * @param constraint what is allowed there
     * @param actual what stood there
     */
    ThresholdException(String key, String constraint, String actual) {
        super("%s must be %s, was '%s'".formatted(key, constraint, actual));
        this.key = key;
        this.constraint = constraint;
        this.actual = actual;
    }

    public String key() {
        return key;
    }

    public String constraint() {
        return constraint;
    }

    public String actual() {
        return actual;
    }
}
