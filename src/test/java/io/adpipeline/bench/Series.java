package io.adpipeline.bench;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One figure, measured several times.
 *
 * @param label whose it is
 * @param unit unit of the values
 * @param values one of each repeat, in order; at least one
 */
record Series(String label, String unit, List<Double> values) {

    Series {
        Objects.requireNonNull(label, "label");
        Objects.requireNonNull(unit, "unit");
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("%s must have values, has none".formatted(label));
        }
    }

    double median() {
        return StatUtils.percentile(
                values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }

    /** Median and unit to three digits, as in "112 ns". */
    String text() {
        return number(median()) + " " + unit;
    }

    static String number(double value) {
        int decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
