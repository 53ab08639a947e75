package io.adpipeline.slo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a figure is counted in, and how scenarios write a limit of that kind. */
public enum Unit {
    /** Milliseconds; written as a duration, as in {@code 2s}. */
    MS("a duration above 0 with a unit (ms, s, m or h), as in 500ms or 2s"),
    /** Percent; written as in {@code 99.5%}. */
    PERCENT("a percentage above 0 with its sign, as in 99.5%"),
    /** Events; written as a whole number without a unit. */
    EVENTS("a whole number of events above 0, as in 50000");

    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%");
    // 15 digits: every such number is exact in a double
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,15})");

    private final String allowed;

    Unit(String allowed) {
        this.allowed = allowed;
    }

    /** What a limit of this unit may look like, for error messages. */
    String allowed() {
        return allowed;
    }

    /** The number in a written limit, which may still be out of range; empty if it does not parse. */
    Optional<Double> read(String text) {
        return switch (this) {
            case MS ->
                DurationText.parse(text)
                        .map(duration ->
                                BigDecimal.valueOf(duration.toNanos(), 6).doubleValue());
            case PERCENT -> number(PERCENTAGE, text);
            case EVENTS -> number(WHOLE, text);
        };
    }

    private static Optional<Double> number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.matches() ? Optional.of(Double.valueOf(matcher.group(1))) : Optional.empty();
    }

    /** How a scenario writes that limit. */
    String write(double value) {
        return switch (this) {
            case MS -> DurationText.write(Duration.ofNanos(ns(value).longValueExact()));
            case PERCENT -> plain(value) + "%";
            case EVENTS -> plain(value);
        };
    }

    /** Whether a finite value above 0 can be written so that reading gives the same value again. */
    boolean canBeWritten(double value) {
        boolean tooLong = this == MS && ns(value).compareTo(BigDecimal.valueOf(DurationText.LONGEST.toNanos())) > 0;
        return !tooLong && read(write(value)).equals(Optional.of(value));
    }

    private static BigDecimal ns(double valueMs) {
        return BigDecimal.valueOf(valueMs).movePointRight(6).setScale(0, RoundingMode.HALF_UP);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
