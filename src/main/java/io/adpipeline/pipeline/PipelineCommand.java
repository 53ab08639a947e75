package io.adpipeline.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pipeline that is a program of any kind. Words and values of the environment may hold placeholders, as in
 * {@code ${topics.events}}.
 *
 * @param words the program and its arguments; no shell reads them
 * @param directory where it runs
 * @param environment variables that it gets besides those of the suite
 */
public record PipelineCommand(List<String> words, String directory, Map<String, String> environment) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final String SETTING = "settings.";

    /** The value of each placeholder; secrets are given only as the name of a file that holds them. */
    private static final Map<String, Function<PipelineContext, String>> VALUES = new TreeMap<>(Map.of(
            "bootstrapServers", context -> context.kafka().bootstrapServers(),
            "kafkaConfig", context -> kafkaConfig(context).toString(),
            "topics.events", PipelineContext::eventsTopic,
            "topics.results", PipelineContext::resultsTopic,
            "window.ms", context -> String.valueOf(context.window().toMillis()),
            "watermark.ms", context -> String.valueOf(context.watermark().toMillis()),
            "trigger.ms", context -> String.valueOf(context.trigger().toMillis()),
            "outputMode", context -> context.outputMode().name().toLowerCase(Locale.ROOT),
            "workDirectory", context -> context.workDirectory().toString()));

    public PipelineCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** The file that holds Kafka's client properties, secrets included. */
    public static Path kafkaConfig(PipelineContext context) {
        return context.workDirectory().resolve("client.properties");
    }

    /** All placeholders; {@code settings.<name>} stands for one per setting. */
    public static List<String> placeholders() {
        List<String> names = new ArrayList<>(VALUES.keySet());
        names.add(SETTING + "<name>");
        return names;
    }

    /** The first placeholder in a text that has no value. */
    public static Optional<String> unknownPlaceholder(String text, Map<String, String> settings) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> !VALUES.containsKey(name)
                        && !(name.startsWith(SETTING) && settings.containsKey(name.substring(SETTING.length()))))
                .findFirst();
    }

    /** This command with its placeholders replaced. */
    public PipelineCommand in(PipelineContext context) {
        Map<String, String> values = new TreeMap<>(environment);
        values.replaceAll((name, value) -> resolve(value, context));
        return new PipelineCommand(
                words.stream().map(word -> resolve(word, context)).toList(), directory, values);
    }

    /** Replaces the placeholders in a text. */
    public static String resolve(String text, PipelineContext context) {
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), context)));
    }

    private static String value(String name, PipelineContext context) {
        return name.startsWith(SETTING)
                ? context.settings().get(name.substring(SETTING.length()))
                : VALUES.get(name).apply(context);
    }
}
