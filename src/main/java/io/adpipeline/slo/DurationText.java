package io.adpipeline.slo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text: a decimal number and, right after it, {@code ms}, {@code s}, {@code m} or {@code h}. */
public final class DurationText {

    /** The longest duration accepted, a year: the sum of several still fits into a long of nanoseconds. */
    public static final Duration LONGEST = Duration.ofDays(365);

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)(ms|s|m|h)");
    private static final Pattern BARE_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private DurationText() {}

    /** The duration of a text; empty if it does not parse, is finer than 1 ns or is longer than {@link #LONGEST}. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal ns = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(UNITS.get(matcher.group(2)).toNanos()));
        boolean whole = ns.stripTrailingZeros().scale() <= 0;
        boolean tooLong = ns.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0;
        return whole && !tooLong ? Optional.of(Duration.ofNanos(ns.longValueExact())) : Optional.empty();
    }

    /** Whether the text would be a duration if only it had a unit. */
    public static boolean lacksUnit(String text) {
        return BARE_NUMBER.matcher(text).matches();
    }

    /** The exact text: whole seconds as {@code 60s}, anything else in ms, as {@code 1500ms} or {@code 0.5ms}. */
    public static String write(Duration duration) {
        if (duration.toNanosPart() == 0) {
            return duration.toSeconds() + "s";
        }
        BigDecimal ms = BigDecimal.valueOf(duration.toNanos())
                .divide(BigDecimal.valueOf(1_000_000), 6, RoundingMode.UNNECESSARY);
        return ms.stripTrailingZeros().toPlainString() + "ms";
    }
}
