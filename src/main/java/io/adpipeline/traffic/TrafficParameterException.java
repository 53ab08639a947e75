package io.adpipeline.traffic;

/** A parameter of a traffic model breaks its constraint. */
public final class TrafficParameterException extends IllegalArgumentException {

    private final String key;
    private final String constraint;
    private final String actual;

    /**
     * @param key the parameter, as written under {@code traffic}
     * @param constraint what is allowed, as in "a number above 0"
     * @param actual the value that was given
     */
    public TrafficParameterException(String key, String constraint, String actual) {
        super("traffic.%s must be %s, was '%s'".formatted(key, constraint, actual));
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
