package io.adpipeline.kafka;

import java.util.List;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.apache.logging.log4j.core.pattern.ConverterKeys;
import org.apache.logging.log4j.core.pattern.LogEventPatternConverter;
import org.apache.logging.log4j.core.pattern.PatternConverter;
import org.apache.logging.log4j.core.pattern.PatternFormatter;

/** Implements {@code %withoutSecrets{pattern}} in log4j 2: redacts the formatted pattern, see {@link LogSecrets}. */
@Plugin(name = "withoutSecrets", category = PatternConverter.CATEGORY)
@ConverterKeys("withoutSecrets")
public final class SecretsConverter extends LogEventPatternConverter {

    private final List<PatternFormatter> pattern;

    private SecretsConverter(List<PatternFormatter> pattern) {
        super("withoutSecrets", null);
        this.pattern = pattern;
    }

    /** Called by log4j, with the pattern as the one option. */
    public static SecretsConverter newInstance(Configuration configuration, String[] options) {
        return new SecretsConverter(
                PatternLayout.createPatternParser(configuration).parse(options[0]));
    }

    @Override
    public void format(LogEvent event, StringBuilder text) {
        StringBuilder whole = new StringBuilder();
        pattern.forEach(part -> part.format(event, whole));
        text.append(LogSecrets.redact(whole.toString()));
    }

    /** True: the pattern prints stack traces, so that log4j does not append them. */
    @Override
    public boolean handlesThrowable() {
        return true;
    }
}
