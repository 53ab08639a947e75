package io.adpipeline.traffic;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.DoublePredicate;

/** The values a scenario gives to a model's parameters, still as text. Immutable. */
final class ModelParameters {

    private final Map<String, String> values;

    private ModelParameters(Map<String, String> values) {
        this.values = values;
    }

    /**
     * The values for one model.
     *
     * @throws TrafficParameterException if a key is none of the model's
     */
    static ModelParameters of(TrafficModelFactory model, Map<String, String> values) {
        values.forEach((key, value) -> {
            if (!model.parameters().contains(key)) {
                throw new TrafficParameterException(key, unknownTo(model), value);
            }
        });
        return new ModelParameters(Map.copyOf(values));
    }

    /**
     * A decimal number, or the default if the key is absent.
     *
     * @throws TrafficParameterException if the text is no finite decimal number or breaks the constraint
     */
    double number(String key, double absent, DoublePredicate allowed, String constraint) {
        String text = values.get(key);
        if (text == null) {
            return absent;
        }
        double number = parse(text);
        if (!Double.isFinite(number) || !allowed.test(number)) {
            throw new TrafficParameterException(key, constraint, text);
        }
        return number;
    }

    /** NaN for what is no number. BigDecimal, because Double.parseDouble also takes "5d", "0x1p3" and "Infinity". */
    private static double parse(String text) {
        try {
            return new BigDecimal(text).doubleValue();
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static String unknownTo(TrafficModelFactory model) {
        return model.parameters().isEmpty()
                ? "left out (model %s takes no parameters)".formatted(model.name())
                : "one of model %s's parameters %s".formatted(model.name(), String.join(", ", model.parameters()));
    }
}
