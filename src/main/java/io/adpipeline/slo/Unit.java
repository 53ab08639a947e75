package io.adpipeline.slo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a figure is counted in, and how scenarios write a limit of that kind. */
public enum Unit {
    /** Milliseconds; written as a duration, as in {@code 2s}. */
    MS("a duration above 0 with a unit (ms, s, m or h), as in 500ms or 2s") {
        @Override
        OptionalDouble read(String text) {
            Optional<Duration> duration = DurationText.parse(text);
            return duration.isPresent()
                    ? OptionalDouble.of(
                            BigDecimal.valueOf(duration.get().toNanos(), 6).doubleValue())
                    : OptionalDouble.empty();
        }

        @Override
        String write(double value) {
            return DurationText.write(Duration.ofNanos(ns(value).longValueExact()));
        }

        @Override
        boolean inRange(double value) {
            return ns(value).compareTo(BigDecimal.valueOf(DurationText.LONGEST.toNanos())) <= 0;
        }
    },
    /** Percent; written as in {@code 99.5%}. */
    PERCENT("a percentage above 0 with its sign, as in 99.5%") {
        @Override
        OptionalDouble read(String text) {
            Matcher matcher = PERCENTAGE.matcher(text);
            return matcher.matches() ? OptionalDouble.of(Double.parseDouble(matcher.group(1))) : OptionalDouble.empty();
        }

        @Override
        String write(double value) {
            return plain(value) + "%";
        }
    },
    /** Events; written as a whole number without a unit. */
    EVENTS("a whole number of events above 0, as in 50000") {
        @Override
        OptionalDouble read(String text) {
            return WHOLE.matcher(text).matches() ? OptionalDouble.of(Double.parseDouble(text)) : OptionalDouble.empty();
        }

        @Override
        String write(double value) {
            return plain(value);
        }
    };

    private static final Pattern PERCENTAGE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) ?%");
    // 15 digits: every such number is exact in a double
    private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");

    private final String allowed;

    Unit(String allowed) {
        this.allowed = allowed;
    }

    /** What a limit of this unit may look like, for error messages. */
    String allowed() {
        return allowed;
    }

    /** The number in a written limit, which may still be out of range; empty if it does not parse. */
    abstract OptionalDouble read(String text);

    /** How a scenario writes that limit. */
    abstract String write(double value);

    /** Whether {@link #write} can take the value at all. */
    boolean inRange(double value) {
        return true;
    }

    /** Whether a finite value above 0 can be written so that reading gives the same value again. */
    final boolean canBeWritten(double value) {
        return inRange(value) && read(write(value)).equals(OptionalDouble.of(value));
    }

    private static BigDecimal ns(double valueMs) {
        return BigDecimal.valueOf(valueMs).movePointRight(6).setScale(0, RoundingMode.HALF_UP);
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
