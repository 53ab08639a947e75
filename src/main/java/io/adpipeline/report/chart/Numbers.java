package io.adpipeline.report.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers at axes, the same in every locale. */
final class Numbers {

    private Numbers() {}

    /** With thousands set apart and no more decimals than needed, at most six, as in {@code 12,500} or {@code 0.5}. */
    static String plain(double value) {
        return new DecimalFormat("#,##0.######", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
    }

    /** The percentile at a number of nines, as in {@code 99.9 %} at 3; empty between two whole numbers. */
    static String percentile(double nines) {
        long whole = Math.round(nines);
        if (Math.abs(nines - whole) > 1e-6) {
            return "";
        }
        BigDecimal beyond = BigDecimal.ONE.movePointRight(2).movePointLeft((int) whole);
        return new BigDecimal(100)
                        .subtract(beyond)
                        .setScale((int) Math.max(0, whole - 2), RoundingMode.HALF_UP)
                        .toPlainString()
                + " %";
    }
}
