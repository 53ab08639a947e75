package io.adpipeline.slo;

import io.adpipeline.latency.ConfidenceInterval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/**
 * Figures as people read them, the same in every locale: three significant digits, but all digits before the decimal
 * point; from 1000 ms on in seconds, as in {@code 812 ms}, {@code 1.24 s}, {@code 98.4 %}.
 */
public final class Figures {

    private static final int DIGITS = 3;
    /** A double holds no more than 17 digits. */
    private static final int ALL_DIGITS = 17;

    /** Stands for infinity: the latency of events that no result ever counted. */
    public static final String NEVER = "∞";

    private Figures() {}

    /** The value, rounded. */
    public static String rounded(Unit unit, double value) {
        return text(unit, value, DIGITS);
    }

    /** The value with every digit it has; for limits. */
    public static String exact(Unit unit, double value) {
        return text(unit, value, ALL_DIGITS);
    }

    /** A duration, exact to the millisecond, as in {@code 1.5 s}. */
    public static String exact(Duration duration) {
        return exact(Unit.MS, duration.toMillis());
    }

    /** The value, rounded, but with as many digits as it takes to stand on the same side of the limit as it is. */
    public static String against(double limit, Unit unit, double value) {
        if (Double.isInfinite(value)) {
            return NEVER;
        }
        BigDecimal border = BigDecimal.valueOf(limit);
        BigDecimal number = BigDecimal.valueOf(value);
        int side = number.compareTo(border);
        int digits = DIGITS;
        while (digits < ALL_DIGITS && shown(unit, number, digits).compareTo(border) != side) {
            digits++;
        }
        return text(unit, value, digits);
    }

    /** The number that a reader sees, in the unit of the value. */
    private static BigDecimal shown(Unit unit, BigDecimal number, int digits) {
        return unit == Unit.MS && inSeconds(round(number, digits))
                ? round(number.movePointLeft(3), digits).movePointRight(3)
                : round(number, digits);
    }

    /** A latency in ms with its interval in the same unit, as in {@code 812 ms [774, 861]}. */
    public static String withInterval(double valueMs, ConfidenceInterval interval) {
        return rounded(Unit.MS, valueMs) + " " + bounds(valueMs, interval);
    }

    /** A percentage that may be negative, with one decimal and no unit, as in {@code -1.3}; never {@code -0.0}. */
    public static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f", Math.abs(value) < 0.05 ? 0 : value);
    }

    /** A count with thousands set apart, as in {@code 12,345}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A count that need not be a whole number, such as a rate, rounded. */
    public static String count(double count) {
        return count(Math.round(count));
    }

    /** The interval in the unit in which {@link #rounded} shows the value. */
    public static String bounds(double valueMs, ConfidenceInterval interval) {
        int shift = inSeconds(round(BigDecimal.valueOf(valueMs), DIGITS)) ? 3 : 0;
        return "[%s, %s]".formatted(bound(interval.low(), shift), bound(interval.high(), shift));
    }

    private static String bound(double valueMs, int shift) {
        return plain(round(BigDecimal.valueOf(valueMs).movePointLeft(shift), DIGITS));
    }

    private static String text(Unit unit, double value, int digits) {
        if (Double.isInfinite(value)) {
            return NEVER;
        }
        BigDecimal number = BigDecimal.valueOf(value);
        return switch (unit) {
            case MS -> milliseconds(number, digits);
            case PERCENT -> plain(round(number, digits)) + " %";
            case EVENTS -> String.format(Locale.ROOT, "%,.0f events", value);
        };
    }

    private static String milliseconds(BigDecimal ms, int digits) {
        BigDecimal shown = shown(Unit.MS, ms, digits);
        return inSeconds(shown) ? plain(shown.movePointLeft(3)) + " s" : plain(shown) + " ms";
    }

    private static boolean inSeconds(BigDecimal ms) {
        return ms.abs().compareTo(BigDecimal.valueOf(1000)) >= 0;
    }

    private static BigDecimal round(BigDecimal number, int digits) {
        int wholeDigits = number.precision() - number.scale();
        return number.round(new MathContext(Math.max(digits, wholeDigits), RoundingMode.HALF_UP));
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
