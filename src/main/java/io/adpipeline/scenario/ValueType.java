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
 * @param allowed what may stand there, to follow "must be"
 * @param read the value; empty if it does not parse
 * @param valid whether a value is in range
 * @param hint what may have been meant by a text that is refused; empty if there is no telling
 */
record ValueType<T>(String allowed, Function<Entry, Optional<T>> read, Predicate<T> valid, UnaryOperator<String> hint) {

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern NAME = Pattern.compile("\\S+");
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");

    static ValueType<String> text() {
        return ofText("a text without control characters", Optional::of, PlainText::is, text -> "");
    }

    static ValueType<String> name(String allowed) {
        return ofText(allowed, Optional::of, NAME.asMatchPredicate(), text -> "");
    }

    /** In a file a list, in an override one text with commas. */
    static ValueType<List<String>> tags() {
        return new ValueType<>(
                "a list of different names of [a-zA-Z0-9._-], as in [baseline, nightly]",
                entry -> entry.place().isOverride() ? entry.text().map(ValueType::split) : entry.items(),
                tags -> tags.stream().allMatch(tag -> TAG.matcher(tag).matches())
                        && tags.stream().distinct().count() == tags.size(),
                text -> "");
    }

    /** A list; in an override it is written as in a file. */
    static ValueType<List<String>> words(String which) {
        return new ValueType<>(
                "a list of texts, " + which,
                entry -> entry.place().isOverride() ? entry.text().flatMap(ScenarioYaml::list) : entry.items(),
                words -> !words.isEmpty()
                        && !words.get(0).isBlank()
                        && words.stream().allMatch(PlainText::is),
                text -> "");
    }

    static ValueType<Integer> count(int greatest) {
        return count(greatest, "");
    }

    /** @param hint what may have been meant by a number out of range */
    static ValueType<Integer> count(int greatest, String hint) {
        return ofText(
                "a whole number from 1 to " + greatest,
                tried(Integer::valueOf),
                count -> count >= 1 && count <= greatest,
                text -> hint);
    }

    static ValueType<Long> wholeNumber() {
        return ofText(
                "a whole number from %d to %d".formatted(Long.MIN_VALUE, Long.MAX_VALUE),
                tried(Long::valueOf),
                number -> true,
                text -> "");
    }

    static ValueType<Boolean> flag() {
        return ofText(
                "true or false",
                text -> Optional.of(text)
                        .filter(Set.of("true", "false")::contains)
                        .map(Boolean::valueOf),
                flag -> true,
                text -> "");
    }

    static ValueType<Double> rate(double greatest) {
        // BigDecimal takes neither NaN nor the hexadecimal and suffixed forms that a double would
        return ofText(
                "a number of events per second above 0, at most %.0f".formatted(greatest),
                tried(text -> new BigDecimal(text).doubleValue()),
                rate -> rate > 0 && rate <= greatest,
                text -> "");
    }

    static ValueType<Double> percent(double greatest) {
        return ofText(
                "a percentage above 0 and at most %.0f, without its sign".formatted(greatest),
                tried(text -> new BigDecimal(text).doubleValue()),
                percent -> percent > 0 && percent <= greatest,
                text -> "");
    }

    static ValueType<Duration> duration(Duration least) {
        String range = "a duration of %s to %dh in whole ms, with a unit (ms, s, m or h), as in 500ms or 60s"
                .formatted(DurationText.write(least), DurationText.LONGEST.toHours());
        return ofText(
                range,
                DurationText::parse,
                duration -> duration.compareTo(least) >= 0
                        && duration.compareTo(DurationText.LONGEST) <= 0
                        && duration.toNanosPart() % 1_000_000 == 0,
                text -> DurationText.lacksUnit(text) ? "it has no unit" : "");
    }

    static <E extends Enum<E>> ValueType<E> choice(E[] values) {
        List<String> words = Arrays.stream(values).map(ValueType::written).toList();
        return ofText(
                String.join(" or ", words),
                text -> Arrays.stream(values)
                        .filter(value -> written(value).equals(text))
                        .findFirst(),
                value -> true,
                text -> NearName.hint(text, words));
    }

    static ValueType<String> topic() {
        return ofText(
                "a Kafka topic name, 1 to 249 of [a-zA-Z0-9._-]",
                Optional::of,
                text -> TOPIC.matcher(text).matches(),
                text -> "");
    }

    static ValueType<String> addresses() {
        return ofText(
                "host:port[,host:port…]",
                tried(text -> {
                    ServerAddress.parseAll(text);
                    return text;
                }),
                text -> true,
                text -> "");
    }

    static String written(Enum<?> value) {
        return CaseUtils.toCamelCase(value.name(), false, '_');
    }

    private static List<String> split(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(",", -1));
    }

    private static <T> ValueType<T> ofText(
            String allowed, Function<String, Optional<T>> parse, Predicate<T> valid, UnaryOperator<String> hint) {
        return new ValueType<>(allowed, entry -> entry.text().flatMap(parse), valid, hint);
    }

    /** Makes a parse that throws answer with empty instead. */
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
