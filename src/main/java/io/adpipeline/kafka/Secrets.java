package io.adpipeline.kafka;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.lang3.exception.ExceptionUtils;

/**
 * Keeps the secrets among client properties out of texts. Immutable, for any thread.
 *
 * <p>Errs on the safe side: a secret is removed from a text even where it is a common word.
 */
public final class Secrets {

    /** Replaces a secret in a text. */
    public static final String REDACTED = "***";

    /**
     * Regular expression that is found, in any case, in the name of each secret property of Kafka, Spark and Hadoop.
     */
    public static final String NAMES = "password|passwd|passphrase|secret|token|credential|jaas|private|user\\.info|"
            + "(api|access|account|shared|encryption)[._-]?key|(^|[._-])key$";

    private static final Pattern SECRET_NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);
    private static final Pattern JAAS_OPTION =
            Pattern.compile("([\\w.-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^\\s;\"']+))");
    /** Shorter values protect nothing, and a text without any "1" would be useless. */
    private static final int SHORTEST = 4;
    /** Lines of a PEM key can appear one by one; shorter lines reveal nothing. */
    private static final int SHORTEST_KEY_LINE = 16;

    private final List<String> values;

    private Secrets(Collection<String> values) {
        // a secret may contain another: the longer one is replaced first
        this.values = values.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** The secrets of a connection's client properties. */
    public static Secrets of(KafkaConnection connection) {
        return of(connection.clientProperties());
    }

    /** The values of all properties whose names say that they are secret. */
    public static Secrets of(Map<String, String> properties) {
        TreeSet<String> values = new TreeSet<>();
        properties.forEach((name, value) -> {
            if (isSecret(name)) {
                addForms(values, value);
                addKeyLines(values, value);
                addJaasOptions(values, value);
            }
        });
        return new Secrets(values);
    }

    /** Whether a property of this name holds a secret. */
    public static boolean isSecret(String propertyName) {
        return SECRET_NAME.matcher(propertyName).find();
    }

    /** The text with {@value #REDACTED} wherever one of the secrets stood, as it is or escaped as in JSON. */
    public String redact(String text) {
        String redacted = text;
        for (String value : values) {
            redacted = redacted.replace(value, REDACTED);
        }
        return redacted;
    }

    /** The properties, sorted, with {@value #REDACTED} for secret values and for secrets within other values. */
    public Map<String, String> redactValues(Map<String, String> properties) {
        Map<String, String> redacted = new TreeMap<>();
        properties.forEach((name, value) -> redacted.put(name, isSecret(name) ? REDACTED : redact(value)));
        return redacted;
    }

    /** The failure itself, or null if its message or that of a cause holds a secret. */
    public Throwable showable(Throwable failure) {
        boolean secret = ExceptionUtils.getThrowableList(failure).stream()
                .map(cause -> String.valueOf(cause.getMessage()))
                .anyMatch(message -> values.stream().anyMatch(message::contains));
        return secret ? null : failure;
    }

    private static void addForms(Collection<String> values, String value) {
        if (value.isBlank() || value.length() < SHORTEST || value.equals("true") || value.equals("false")) {
            return;
        }
        values.add(value);
        values.add(value.strip());
        values.add(String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value)));
    }

    private static void addKeyLines(Collection<String> values, String value) {
        value.lines()
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_KEY_LINE && !line.startsWith("-----"))
                .forEach(line -> addForms(values, line));
    }

    private static void addJaasOptions(Collection<String> values, String value) {
        Matcher option = JAAS_OPTION.matcher(value);
        while (option.find()) {
            for (int group = 2; group <= 4; group++) {
                if (isSecret(option.group(1)) && option.group(group) != null) {
                    addForms(values, option.group(group));
                    addForms(values, option.group(group).replaceAll("\\\\(.)", "$1"));
                }
            }
        }
    }
}
