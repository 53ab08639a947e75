package io.adpipeline.scenario;

import io.adpipeline.files.PlainText;
import io.adpipeline.kafka.KafkaConnection.ServerAddress;
import io.adpipeline.slo.DurationText;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.text.CaseUtils;

/**
 * What a key takes: how its text is read, which values are in range, and how an error describes both.
 *
 * @param allowed the allowed values in words that follow "must be"
 * @param read reads the value; empty if it does not parse or is out of range
 * @param hint guesses what a refused text was meant to be; empty if there is no guess
 */
record ValueType<T>(String allowed, Function<Entry, Optional<T>> read, UnaryOperator<String> hint) {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern NAME = Pattern.compile("\\S+");
    static final String TOPIC_RULE = "a Kafka topic name, 1 to 249 of [a-zA-Z0-9._-]";
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    static ValueType<String> text() {
        return matching("a text without control characters", PlainText::is);
    }

    static ValueType<String> name(String allowed) {
        return matching(allowed, NAME.asMatchPredicate());
    }

    /** Tags: a list in a file, a text with commas in an override. */
    static ValueType<List<String>> tags() {
        return ofList(
                        "a list of different names of [a-zA-Z0-9._-], as in [baseline, nightly]",
                        text -> Optional.of(split(text)))
                .where(tags -> tags.stream().allMatch(TAG.asMatchPredicate())
                        && tags.stream().distinct().count() == tags.size());
    }

    /** A list, written the same way in a file and in an override. */
    static ValueType<List<String>> words(String which) {
        return ofList("a list of texts, " + which, ScenarioYaml::list)
                .where(words -> !words.isEmpty()
                        && !words.get(0).isBlank()
                        && words.stream().allMatch(PlainText::is));
    }

    static ValueType<Integer> count(int greatest) {
        return ofText("a whole number from 1 to " + greatest, tried(Integer::valueOf))
                .where(count -> count >= 1 && count <= greatest);
    }

    static ValueType<Long> wholeNumber() {
        return ofText("a whole number from %d to %d".formatted(Long.MIN_VALUE, Long.MAX_VALUE), tried(Long::valueOf));
    }

    static ValueType<Boolean> flag() {
        return ofText(
                "true or false",
                text -> Optional.of(text)
                        .filter(Set.of("true", "false")::contains)
                        .map(Boolean::valueOf));
    }

    static ValueType<Double> rate(double greatest) {
        return number("a number of events per second above 0, at most %.0f".formatted(greatest), greatest);
    }

    static ValueType<Double> percent(double greatest) {
        return number("a percentage above 0 and at most %.0f, without its sign".formatted(greatest), greatest);
    }

    private static ValueType<Double> number(String allowed, double greatest) {
        // BigDecimal takes neither NaN nor the hexadecimal and suffixed forms that a double would
        return ofText(allowed, tried(text -> new BigDecimal(text).doubleValue()))
                .where(number -> number > 0 && number <= greatest);
    }

    /** @param leastMs least duration, ms */
    static ValueType<Duration> duration(long leastMs) {
        Duration least = Duration.ofMillis(leastMs);
        String range = "a duration of %s to %dh in whole ms, with a unit (ms, s, m or h), as in 500ms or 60s"
                .formatted(DurationText.write(least), DurationText.LONGEST.toHours());
        return ofText(range, DurationText::parse)
                .where(duration -> duration.compareTo(least) >= 0 && duration.toNanosPart() % 1_000_000 == 0)
                .hinting(ValueType::missingUnit);
    }

    /** A hint for a text that is no duration: that its unit is missing; empty for any other mistake. */
    static String missingUnit(String text) {
        return DurationText.lacksUnit(text) ? "it has no unit" : "";
    }

    static <E extends Enum<E>> ValueType<E> choice(E[] values) {
        List<String> words = Arrays.stream(values).map(ValueType::written).toList();
        return ofText(
                        String.join(" or ", words),
                        text -> Arrays.stream(values)
                                .filter(value -> written(value).equals(text))
                                .findFirst())
                .hinting(text -> NearName.hint(text, words));
    }

    static ValueType<String> topic() {
        return matching(TOPIC_RULE, ValueType::isTopic);
    }

    static boolean isTopic(String name) {
        return TOPIC.matcher(name).matches();
    }

    static ValueType<String> addresses() {
        return ofText("host:port[,host:port…]", tried(text -> {
            ServerAddress.parseAll(text);
            return text;
        }));
    }

    /** The same with another hint. */
    ValueType<T> hinting(UnaryOperator<String> other) {
        return new ValueType<>(allowed, read, other);
    }

    private ValueType<T> where(Predicate<T> valid) {
        return new ValueType<>(allowed, entry -> read.apply(entry).filter(valid), hint);
    }

    static String written(Enum<?> value) {
        return CaseUtils.toCamelCase(value.name(), false, '_');
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static ValueType<String> matching(String allowed, Predicate<String> valid) {
        return ofText(allowed, text -> Optional.of(text).filter(valid));
    }

    private static <T> ValueType<T> ofText(String allowed, Function<String, Optional<T>> parse) {
        return new ValueType<>(allowed, entry -> entry.text().flatMap(parse), text -> "");
    }

    /** @param parse parses an override, which is always a single text */
    private static ValueType<List<String>> ofList(String allowed, Function<String, Optional<List<String>>> parse) {
        return new ValueType<>(
                allowed, entry -> entry.place().isOverride() ? entry.text().flatMap(parse) : entry.items(), text -> "");
    }

    /** Turns a parser that throws {@link IllegalArgumentException} into one that returns empty. */
    private static <T> Function<String, Optional<T>> tried(Function<String, T> parse) {
        return text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException refused) {
                return Optional.empty();
            }
        };
    }
}
