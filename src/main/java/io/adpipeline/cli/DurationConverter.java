package io.adpipeline.cli;

import io.adpipeline.slo.DurationText;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as scenarios write them. */
final class DurationConverter implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
        return DurationText.parse(text)
                .filter(duration -> !duration.isNegative() && !duration.isZero())
                .orElseThrow(() -> new TypeConversionException(
                        "must be a duration above 0, as in 500ms, 90s or 5m, was '%s'".formatted(text)));
    }
}
