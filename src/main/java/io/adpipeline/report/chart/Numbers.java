package io.adpipeline.report.chart;

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
}
