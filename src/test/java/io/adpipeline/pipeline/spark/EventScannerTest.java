package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventScannerTest {

    private static final String FULL = """
            {"user_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e6f","page_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e60",\
            "ad_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e61","ad_type":"video","event_type":"click",\
            "event_time_ns":1763820001234567891,"window_id":3,"ip_address":"10.1.2.3","campaign_id":7,\
            "produce_time":1763820001240}""";
    private static final JacksonReference.Event FULL_EVENT =
            new JacksonReference.Event(EventType.CLICK, 1763820001234567891L, 7, 1763820001240L);

    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\"",
        "1",
        "0",
        "-",
        "1.5",
        "e5",
        ".",
        "true",
        "false",
        "null",
        " ",
        "\n",
        "tru",
        "\"\\u00e9\"",
        "\"",
        "\\",
        "+",
        "01",
        "-0",
        "1e",
        "1.",
        "\"\\x\"",
        "\"\t\"",
        "/",
        "'"
    };

    private final EventScanner scanner = new EventScanner();

    /** The full event with another field of that value behind it. */
    private static String with(String value) {
        return FULL.replace("}", ",\"other\":" + value + "}");
    }

    @Test
    void readsAFullEvent() {
        assertThat(scanned(FULL)).contains(FULL_EVENT);
    }

    /** Names of one hash: "aB" and "b!" are worth the same in the sum that Jackson makes of a name. */
    @Test
    void namesOfOneHashAreNamesLikeOthers() {
        String event = IntStream.range(0, 1 << 10)
                .mapToObj(number -> IntStream.range(0, 10)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "aB" : "b!")
                        .collect(Collectors.joining()))
                .collect(Collectors.joining("\": 0, \"", "{\"", "\": 0, " + FULL.substring(1)));

        assertThat(scanned(event)).contains(FULL_EVENT);
    }

    @Test
    void theRequiredFieldsAreEnoughAndTheirOrderIsFree() {
        assertThat(scanned("{\"produce_time\":0,\"campaign_id\":1,\"event_time_ns\":0,\"event_type\":\"purchase\"}"))
                .contains(new JacksonReference.Event(EventType.PURCHASE, 0, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"7.0", "0.7e1", "70e-1", "7e0", "7E+0", "7.000000000000000000000000", "700000000000000000000e-20"
            })
    void aWholeNumberMayBeWrittenInAnyNotation(String seven) {
        assertThat(scanned(FULL.replace("\"campaign_id\":7", "\"campaign_id\": " + seven)))
                .contains(FULL_EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "7.5",
                "2147483648",
                "1e10",
                "1e-1",
                "1e999999999",
                "1e-999999999",
                "1e99999999999",
                "9223372036854775808",
                "10000000000000000000",
                "18446744073709551623",
                "99999999999999999999",
                "\"7\"",
                "null",
                "true",
                "[7]",
                "{}"
            })
    void aCampaignThatIsNoWholeNumberInItsRangeIsMalformed(String campaign) {
        assertThat(scanned(FULL.replace("\"campaign_id\":7", "\"campaign_id\":" + campaign)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7.0, 7",
        "0.7e1, 7",
        "9223372036854775807, 9223372036854775807",
        "9.223372036854775807E18, 9223372036854775807"
    })
    void aTimeIsAWholeNumberFromZero(String written, long expected) {
        assertThat(scanned(FULL.replace("1763820001234567891", written)))
                .contains(new JacksonReference.Event(EventType.CLICK, expected, 7, 1763820001240L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-7",
                "0.5",
                "1.5",
                "9223372036854775808",
                "9999999999999999999",
                "18446744073709551623",
                "1e19",
                "\"1763820001234567891\"",
                "null",
                "[7]",
                "{\"a\":7}"
            })
    void aTimeThatIsNoWholeNumberFromZeroIsMalformed(String time) {
        assertThat(scanned(FULL.replace("1763820001234567891", time))).isEmpty();
        assertThat(scanned(FULL.replace("1763820001240", time))).isEmpty();
    }

    @Test
    void theGreatestNumbersAreKept() {
        String greatest = FULL.replace("1763820001234567891", "9223372036854775807")
                .replace("1763820001240", "9223372036854775.807e3")
                .replace(":7,", ":2147483647,");
        assertThat(scanned(greatest))
                .contains(
                        new JacksonReference.Event(EventType.CLICK, Long.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Click\"", "\"clic\"", "\"clicks\"", "\"\"", "null", "1", "[\"click\"]", "\"cli\\\\ck\""})
    void anUnknownEventTypeIsMalformed(String type) {
        assertThat(scanned(FULL.replace("\"click\"", type))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_type", "event_time_ns", "campaign_id", "produce_time"})
    void aMissingRequiredFieldIsMalformed(String field) {
        assertThat(scanned(FULL.replace(field, field + "_"))).isEmpty();
        assertThat(scanned(FULL.replace(field, "other"))).isEmpty();
    }

    @Test
    void namesAndTypesMayBeWrittenWithEscapes() {
        String escaped = FULL.replace("campaign_id", "c\\u0061mpaign\\u005Fid").replace("\"click\"", "\"\\u0063lick\"");
        assertThat(scanned(escaped)).contains(FULL_EVENT);
        assertThat(scanned(FULL.replace("campaign_id", "campaign\\nid"))).isEmpty();
    }

    @Test
    void ofAFieldThatOccursTwiceTheLastCounts() {
        assertThat(scanned(FULL.replace("{", "{\"campaign_id\":\"x\",\"event_type\":\"view\",")))
                .contains(FULL_EVENT);
        assertThat(scanned(FULL.replace("}", ",\"campaign_id\":\"x\"}"))).isEmpty();
        assertThat(scanned(FULL.replace("}", ",\"event_type\":2}"))).isEmpty();
    }

    @Test
    void fieldsOfNestedObjectsAreNotTheEvents() {
        assertThat(scanned(FULL.replace("}", ",\"copy\":{\"campaign_id\":8,\"x\":[{\"produce_time\":1}]}}")))
                .contains(FULL_EVENT);
    }

    @Test
    void nothingOfTheEventBeforeIsKept() {
        assertThat(scanned(FULL)).isPresent();
        assertThat(scanned("{}")).isEmpty();
        assertThat(scanned("{\"campaign_id\":1}")).isEmpty();
    }

    @Test
    void aTombstoneIsMalformed() {
        assertThat(scanner.scan(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "\"event\"", "[]", "[{}]", "{", "{}{}", "nonsense"})
    void whatIsNoObjectIsMalformed(String text) {
        assertThat(scanned(text)).isEmpty();
    }

    @Test
    void everyTruncationIsMalformed() {
        byte[] whole = FULL.getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(scanner.scan(Arrays.copyOf(whole, length)))
                    .as("first %d bytes", length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "10",
                "-1.50",
                "1e5",
                "1E+05",
                "1.0e-5",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                "[ ]",
                "{ }",
                " [ 1 , 2 ] ",
                "{\"a\":1,\"b\":[{}]}",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\uaBc1\"",
                "\"é€😀\""
            })
    void anotherFieldMayHaveAnyValue(String value) {
        assertThat(scanned(with(value))).contains(FULL_EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "- 1",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "True",
                "nul",
                "truE",
                "\"",
                "\"\\\"",
                "\"\\a\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\t\"",
                "\"a\nb\"",
                "'a'",
                "[1,]",
                "[,1]",
                "[1 2]",
                "[",
                "]",
                "[}",
                "{]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,}",
                "{a:1}",
                "{1:1}",
                "{\"a\" 1}",
                "{\"a\":1 \"b\":2}",
                "1 1",
                "[]]",
                "{}}",
                "/**/1",
                "\uFEFF1"
            })
    void anEventWithAValueThatIsNoJsonIsMalformed(String value) {
        assertThat(scanned(with(value))).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoJson() {
        assertThat(scanned("\uFEFF" + FULL)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0080",
                "\u00C0\u0080",
                "\u00C1\u00BF",
                "\u00C3",
                "\u00C3a",
                "\u00E0\u009F\u00BF",
                "\u00E2\u0082",
                "\u00ED\u00A0\u0080",
                "\u00F0\u008F\u00BF\u00BF",
                "\u00F4\u0090\u0080\u0080",
                "\u00F5\u0080\u0080\u0080",
                "\u00FF"
            })
    void bytesThatAreNoUtf8AreMalformed(String bytes) {
        assertThat(scanner.scan(with("\"abc" + bytes + "\"").getBytes(ISO_8859_1)))
                .isFalse();
        assertThat(scanner.scan(FULL.replace("}", ",\"other\":\"" + bytes).getBytes(ISO_8859_1)))
                .isFalse();
    }

    @Test
    void whateverFollowsTheEventIsMalformed() {
        byte[] bytes = (FULL + " ").getBytes(UTF_8);
        for (int following = 0; following < 256; following++) {
            bytes[bytes.length - 1] = (byte) following;
            boolean white = " \t\r\n".indexOf(following) >= 0;
            assertThat(scanner.scan(bytes)).as("byte %d", following).isEqualTo(white);
        }
    }

    @Test
    void theQuoteAndControlCharactersAreFoundAtEveryPosition() {
        String before = "{\"other\":\"";
        for (int length = 0; length < 40; length++) {
            String text = FULL.replace("{", before + "x".repeat(length) + "\",");
            assertThat(scanned(text)).as(text).contains(FULL_EVENT);
            assertThat(scanned(text.replace(",\"", " ,\""))).as(text).contains(FULL_EVENT);
            for (int i = 0; i < length; i++) {
                byte[] bytes = text.getBytes(UTF_8);
                bytes[before.length() + i] = 0x1f;
                assertThat(scanner.scan(bytes)).isFalse();
            }
        }
    }

    @Test
    void nestingEndsAtItsLimitWithoutOverflowingTheStack() {
        assertThat(scanned(with("[".repeat(999) + "]".repeat(999)))).contains(FULL_EVENT);
        assertThat(scanned(with("[".repeat(1_000) + "]".repeat(1_000)))).isEmpty();
        assertThat(scanned(with("[{\"a\":".repeat(500_000)))).isEmpty();
    }

    @Test
    void aNumberThatIsTooLongToBeOneIsNoWholeNumberButMayBeOfAnotherField() {
        String seven = "0." + "0".repeat(1_000_000) + "7e1000001";
        assertThat(scanned(FULL.replace("\"campaign_id\":7", "\"campaign_id\":" + seven)))
                .isEmpty();
        assertThat(scanned(with(seven))).contains(FULL_EVENT);
        assertThat(scanned(with("7".repeat(1_000_000)))).contains(FULL_EVENT);
    }

    @Test
    void agreesWithJacksonOnGeneratedValues() {
        RandomJson json = new RandomJson(new Random(11));
        for (int i = 0; i < 5_000; i++) {
            assertThat(assertAgreement(with(json.value(6)).getBytes(UTF_8))).isTrue();
        }
    }

    @Test
    void agreesWithJacksonOnRandomTokens() {
        Random random = new Random(5);
        int events = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder value = new StringBuilder();
            for (int k = random.nextInt(7); k >= 0; k--) {
                value.append(TOKENS[random.nextInt(TOKENS.length)]);
            }
            events += assertAgreement(with(value.toString()).getBytes(UTF_8)) ? 1 : 0;
        }
        assertThat(events).isGreaterThan(5_000);
    }

    @Test
    void agreesWithJacksonOnDamagedEventsOfTheGenerator() {
        Random random = new Random(13);
        int events = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = FULL.getBytes(UTF_8);
            for (int k = random.nextInt(3); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = damage(random);
            }
            events += assertAgreement(bytes) ? 1 : 0;
        }
        assertThat(events).isGreaterThan(1_000);
    }

    @Test
    void agreesWithJacksonOnGeneratedEvents() {
        Random random = new Random(20251122);
        RandomJson json = new RandomJson(random);
        int events = 0;
        for (int i = 0; i < 20_000; i++) {
            events += assertAgreement(generated(random, json).getBytes(UTF_8)) ? 1 : 0;
        }
        assertThat(events).isBetween(8_000, 16_000);
    }

    @Test
    void agreesWithJacksonOnDamagedEvents() {
        Random random = new Random(7);
        RandomJson json = new RandomJson(random);
        int events = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = generated(random, json).getBytes(UTF_8);
            for (int k = random.nextInt(3); k >= 0; k--) {
                bytes[random.nextInt(bytes.length)] = damage(random);
            }
            events += assertAgreement(bytes) ? 1 : 0;
        }
        assertThat(events).isGreaterThan(300);
    }

    @Test
    void randomBytesAreMalformedAndNeverFatal() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(100)];
            random.nextBytes(bytes);
            assertThat(scanner.scan(bytes)).isFalse();
        }
    }

    private static byte damage(Random random) {
        String likely = "{}[]\",:\\0-.eE \nu";
        return random.nextBoolean()
                ? (byte) likely.charAt(random.nextInt(likely.length()))
                : (byte) random.nextInt(256);
    }

    private static String generated(Random random, RandomJson json) {
        List<String> fields = new ArrayList<>();
        String type = EventType.values()[random.nextInt(3)].wireName();
        long eventTimeNs = random.nextLong() >>> 1;
        fields.add(json.field(json.quoted("event_type"), json.quoted(type)));
        fields.add(json.field(json.quoted("event_time_ns"), json.number(eventTimeNs)));
        fields.add(json.field(json.quoted("campaign_id"), json.number(1 + random.nextInt(1000))));
        fields.add(json.field(json.quoted("produce_time"), json.number(eventTimeNs / 1_000_000)));
        if (random.nextInt(4) == 0) {
            fields.remove(random.nextInt(fields.size()));
        }
        if (random.nextInt(8) == 0) {
            fields.add(json.field(json.quoted("campaign_id"), json.value(2)));
        }
        return json.event(fields);
    }

    private boolean assertAgreement(byte[] json) {
        Optional<JacksonReference.Event> expected = JacksonReference.event(json);
        assertThat(scanned(json)).as("%s", new String(json, UTF_8)).isEqualTo(expected);
        return expected.isPresent();
    }

    private Optional<JacksonReference.Event> scanned(String json) {
        return scanned(json.getBytes(UTF_8));
    }

    private Optional<JacksonReference.Event> scanned(byte[] json) {
        return scanner.scan(json)
                ? Optional.of(new JacksonReference.Event(
                        scanner.type(), scanner.eventTimeNs(), scanner.campaignId(), scanner.produceTimeMs()))
                : Optional.empty();
    }
}
