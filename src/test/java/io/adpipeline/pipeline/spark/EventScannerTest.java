package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.EventType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScannerTest {

    private static final String FULL = """
            {"user_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e6f","page_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e60",\
            "ad_id":"0b8ff4c4-8a4f-4e26-8d0b-1a2b3c4d5e61","ad_type":"video","event_type":"click",\
            "event_time_ns":1763820001234567891,"window_id":3,"ip_address":"10.1.2.3","campaign_id":7,\
            "produce_time":1763820001240}""";
    private static final JacksonReference.Event FULL_EVENT =
            new JacksonReference.Event(EventType.CLICK, 1763820001234567891L, 7, 1763820001240L);

    private final EventScanner scanner = new EventScanner();

    @Test
    void readsAFullEvent() {
        assertThat(scanned(FULL)).contains(FULL_EVENT);
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
    @ValueSource(strings = {"-1", "9223372036854775808", "1.5", "\"1763820001234567891\"", "null"})
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
