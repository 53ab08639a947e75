package io.adpipeline.report.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * An axis.
 *
 * @param title what it shows, with the unit
 * @param min value at its start; above 0 on a logarithmic axis
 * @param max value at its end, above {@code min}
 * @param logarithmic whether the axis is logarithmic, with ticks at decades
 */
record Scale(String title, double min, double max, boolean logarithmic) {

    Scale {
        if (!(min < max) || !Double.isFinite(max - min)) {
            throw new IllegalArgumentException(
                    "min of axis '%s' must be below max, were %s and %s".formatted(title, min, max));
        }
    }

    /** An axis of plain numbers. */
    static Scale numbers(String title, double min, double max) {
        return new Scale(title, min, max, false);
    }

    /** An axis of numbers that begins at 0, or lower where a value is negative, and has some room above the largest. */
    static Scale around(String title, double smallest, double largest) {
        double min = smallest < 0 ? -round(-smallest) : 0;
        double max = largest > 0 ? round(largest * 1.04) : 0;
        return numbers(title, min, max > min ? max : min + 1);
    }

    /** The number with grouped thousands and at most six decimals, as in {@code 12,500} or {@code 0.5}. */
    static String plain(double value) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** Rounds up to two significant digits, the second one even or 5. */
    private static double round(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(value)) - 1);
        double digits = Math.ceil(value / unit);
        double rounded = digits % 5 == 0 ? digits : digits + digits % 2;
        return rounded * unit;
    }
}
