package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdEventJsonTest {

    private static final String REQUIRED =
            "'event_type':'click','event_time_ns':1700000000123456789,'campaign_id':7,'produce_time':1700000000124";
    private static final AdEvent LEAST = new AdEvent(
            null, null, null, null, EventType.CLICK, 1_700_000_000_123_456_789L, null, null, 7, 1_700_000_000_124L);
    private static final AdEvent FULL = new AdEvent(
            UUID.fromString("11111111-2222-4333-8444-555555555555"),
            UUID.fromString("aaaaaaaa-bbbb-4ccc-9ddd-eeeeeeeeeeee"),
            UUID.fromString("01234567-89ab-4def-a123-456789abcdef"),
            AdType.STORY,
            EventType.PURCHASE,
            Long.MAX_VALUE,
            -3L,
            "255.0.10.199",
            Integer.MAX_VALUE,
            0);

    private static AdEvent read(String json) {
        return AdEventJson.read(json.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void whatIsWrittenIsReadBack() {
        assertThat(AdEventJson.read(AdEventJson.write(FULL))).isEqualTo(FULL);
        assertThat(AdEventJson.read(AdEventJson.write(LEAST))).isEqualTo(LEAST);
    }

    @Test
    void theJsonIsTheWireFormat() {
        assertThat(new String(AdEventJson.write(FULL), UTF_8).replace('"', '\''))
                .isEqualTo(
                        "{'user_id':'11111111-2222-4333-8444-555555555555','page_id':'aaaaaaaa-bbbb-4ccc-9ddd-eeeeeeeeeeee',"
                                + "'ad_id':'01234567-89ab-4def-a123-456789abcdef','ad_type':'story','event_type':'purchase',"
                                + "'event_time_ns':9223372036854775807,'window_id':-3,'ip_address':'255.0.10.199',"
                                + "'campaign_id':2147483647,'produce_time':0}");
    }

    @Test
    void onlyWhatThePipelineNeedsIsRequired() {
        assertThat(read("{" + REQUIRED + "}")).isEqualTo(LEAST);
        assertThat(read("{'user_id':null,'window_id':null,'ad_type':null," + REQUIRED + "}"))
                .isEqualTo(LEAST);
    }

    @Test
    void orderBlanksAndUnknownFieldsDoNotMatter() {
        assertThat(read(" { 'later' : {'a':[1,{}]} , 'produce_time' : 1700000000124,\n'campaign_id':7,"
                        + "'event_time_ns':1700000000123456789, 'event_type':'click' } "))
                .isEqualTo(LEAST);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5e18, 1500000000000000000",
        "15E+17, 1500000000000000000",
        "1700000000123456789.0, 1700000000123456789",
        "1.700000000123456789e18, 1700000000123456789",
        "0, 0",
        "-0, 0",
        "9223372036854775807, 9223372036854775807"
    })
    void anyNotationOfAnIntegerIsRead(String notation, long value) {
        assertThat(read("{'event_type':'view','campaign_id':1e0,'produce_time':0,'event_time_ns':" + notation + "}")
                        .eventTimeNs())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event_time_ns | 1.5                  | event_time_ns must be an integer of 64 bits, was 1.5",
                "event_time_ns | 9223372036854775808  | event_time_ns must be an integer of 64 bits, was 9223372036854775808",
                "event_time_ns | 1e999999999          | event_time_ns must be an integer of 64 bits",
                "event_time_ns | 1e-999999999         | event_time_ns must be an integer of 64 bits",
                "event_time_ns | 1e99999999999        | event_time_ns must be an integer of 64 bits",
                "event_time_ns | -1                   | event_time_ns must not be negative, was '-1'",
                "event_time_ns | '17'                 | event_time_ns must be an integer, was \"17\"",
                "event_time_ns | null                 | event_time_ns is required, was missing",
                "campaign_id   | 0                    | campaign_id must be at least 1, was '0'",
                "campaign_id   | 4294967297           | campaign_id must be an integer of 32 bits, was 4294967297",
                "campaign_id   | true                 | campaign_id must be an integer, was true",
                "produce_time  | -5                   | produce_time must not be negative, was '-5'",
                "produce_time  | [1]                  | produce_time must be an integer, was [1]",
                "event_type    | 'like'               | event_type must be view, click or purchase, was \"like\"",
                "event_type    | 3                    | event_type must be text, was 3",
                "event_type    | null                 | event_type is required, was missing",
                "ad_type       | 'banner'             | ad_type must be a known ad type, was \"banner\"",
                "user_id       | '1-1-1-1-1'          | user_id must be a uuid, was \"1-1-1-1-1\"",
                "page_id       | 'zzzzzzzz-2222-4333-8444-555555555555' | page_id must be a uuid, was \"zzzzzzzz",
                "window_id     | 0.5                  | window_id must be an integer of 64 bits, was 0.5",
                "ip_address    | '256.1.1.1'          | ip_address must be a dotted quad, was '256.1.1.1'",
                "ip_address    | '1.2.3'              | ip_address must be a dotted quad, was '1.2.3'"
            },
            quoteCharacter = '`')
    void aBrokenFieldIsNamedWithItsConstraintAndValue(String field, String value, String message) {
        String others = REQUIRED.replaceAll("'" + field + "':[^,]+", "'replaced':0");
        String json = "{" + others + ",'" + field + "':" + value + "}";
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("malformed event: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_type", "event_time_ns", "campaign_id", "produce_time"})
    void aMissingRequiredFieldIsNamed(String field) {
        assertThatThrownBy(() -> read("{" + REQUIRED.replace(field, "other") + "}"))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("malformed event: " + field + " is required, was missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "17", "'text'", "[]", "{", "{'a':1", "no json", "{'a':NaN}"})
    void whatIsNoJsonObjectIsMalformed(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("malformed event: must be ");
    }

    @Test
    void aSecondObjectOrASecondMeaningIsMalformed() {
        assertThatThrownBy(() -> read("{" + REQUIRED + "} {}")).isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> read("{" + REQUIRED + ",'campaign_id':8}"))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("campaign_id");
    }

    @Test
    void bytesThatAreNoTextAreMalformed() {
        assertThatThrownBy(() -> AdEventJson.read(null)).isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> AdEventJson.read(new byte[] {'{', '"', (byte) 0xC3, '(', '"', ':', '1', '}'}))
                .isInstanceOf(MalformedEventException.class);
        assertThatThrownBy(() -> AdEventJson.read(new byte[64])).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aLongValueIsShortenedInTheMessage() {
        assertThatThrownBy(() -> read("{" + REQUIRED + ",'user_id':'" + "x".repeat(5_000) + "'}"))
                .hasMessageContaining("user_id must be a uuid, was \"xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void anEventThatBreaksItsConstraintsCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AdEvent(null, null, null, null, EventType.VIEW, 0, null, null, 0, 0))
                .withMessage("campaign_id must be at least 1, was '0'");
        assertThatNullPointerException()
                .isThrownBy(() -> new AdEvent(null, null, null, null, null, 0, null, null, 1, 0))
                .withMessage("event_type");
    }
}
