package io.adpipeline.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.result.ResultRow.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRowParserTest {

    static final String REQUIRED = """
            {"window_start": 1700000000000, "window_end": 1700000010000, "campaign_id": 3, "event_count": 6, "views": 1,
             "clicks": 2, "purchases": 3, "max_produce_time": 1700000009999,
             "max_event_time_ns": 1700000009998123456}""";
    private static final ResultRow ROW = new ResultRow(
            new CampaignWindow(1_700_000_000_000L, 3),
            1_700_000_010_000L,
            6,
            new EventCounts(1, 2, 3, 1_700_000_009_999L, 1_700_000_009_998_123_456L),
            77,
            1,
            12,
            Trace.NONE);

    private final ResultRowParser parser = new ResultRowParser();

    private ResultRow parse(String json) {
        return parser.parse(json.getBytes(UTF_8), 77, 1, 12);
    }

    private void assertRefused(String json, String why) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(json)).withMessageContaining(why);
    }

    @Test
    void aRowWithTheRequiredFieldsIsRead() {
        assertThat(parse(REQUIRED)).isEqualTo(ROW);
    }

    @Test
    void fieldsMayComeInAnyOrderAndWithOthersBetweenThem() {
        assertThat(parse("""
                {"purchases": 3, "note": "x\\u00e4\\"}", "campaign_id": 3, "nested": {"views": 99}, "views": 1,
                 "max_event_time_ns": 1700000009998123456, "list": [1, {"clicks": 98}], "window_end": 1700000010000,
                 "nothing": null, "event_count": 6, "max_produce_time": 1700000009999, "clicks": 2,
                 "window_start": 1700000000000}""")).isEqualTo(ROW);
    }

    @Test
    void numbersMayBeInAnyNotationThatMeansAnInteger() {
        assertThat(parse("""
                {"window_start": 1.7e12, "window_end": 1700000010000.0, "campaign_id": 3.0, "event_count": 60E-1,
                 "views": 1, "clicks": 2e0, "purchases": 0.3e1, "max_produce_time": 1.700000009999E12,
                 "max_event_time_ns": 1.700000009998123456e18}""")).isEqualTo(ROW);
    }

    @Test
    void whatThePipelineTellsOfItsWayIsRead() {
        String told = REQUIRED.replace("}", ", \"batch_id\": 0, \"max_append_time\": 5, \"emit_time\": 6}");

        assertThat(parse(told).trace()).isEqualTo(new Trace(0, 5, 6));
        assertThat(parse(told).trace().complete()).isTrue();
    }

    @Test
    void whatItDoesNotTellIsUnknown() {
        String partly = REQUIRED.replace("}", ", \"batch_id\": null, \"emit_time\": 6}");

        assertThat(parse(partly).trace()).isEqualTo(new Trace(ResultRow.UNKNOWN, ResultRow.UNKNOWN, 6));
        assertThat(parse(partly).trace().complete()).isFalse();
        assertThat(Trace.NONE.complete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window_start",
                "window_end",
                "campaign_id",
                "event_count",
                "views",
                "clicks",
                "purchases",
                "max_produce_time",
                "max_event_time_ns"
            })
    void aRowWithoutARequiredFieldOrWithSomethingElseInItIsNone(String field) {
        String notWhole = field + " must be a whole number up to ";
        assertRefused(REQUIRED.replace("\"" + field + "\"", "\"other\""), field + " must be a number, was missing");
        assertRefused(with(field, "null"), field + " must be a number, was null");
        assertRefused(with(field, "\"6\""), field + " must be a number, was \"6\"");
        assertRefused(with(field, "1.5"), notWhole);
        assertRefused(with(field, "1e30"), notWhole);
        assertRefused(with(field, "1e999999999"), notWhole);
        assertRefused(with(field, "true"), field + " must be a number, was true");
    }

    private static String with(String field, String value) {
        return REQUIRED.replaceFirst("(\"" + field + "\": )\\d+", "$1" + value);
    }

    @Test
    void aCountBelowZeroOrACampaignBelowOneIsNoRow() {
        assertRefused(with("clicks", "-1"), "-1");
        assertRefused(with("campaign_id", "0"), "0");
        assertRefused(
                with("campaign_id", "4294967299"),
                "campaign_id must be a whole number up to 2147483647, was 4294967299");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "6", "\"row\"", "[]", "{", "row", "{\"views\": 1", "{'views': 1}"})
    void anythingElseIsNoRow(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text));
    }

    @Test
    void whatCouldBeReadInTwoWaysIsNoRow() {
        assertRefused(REQUIRED + REQUIRED, "it is no JSON: ");
        assertRefused(REQUIRED + " x", "it is no JSON: ");
        assertRefused(REQUIRED.replace("}", ", \"views\": 7}"), "it is no JSON: ");
    }

    @Test
    void aRecordWithoutAValueIsNoRow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser.parse(null, 77, 1, 12))
                .withMessage("it has no value");
    }

    @Test
    void bytesThatAreNoTextAreNoRow() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parser.parse(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, 77, 1, 12));
    }

    @Test
    void latenciesAreTakenFromTheBrokersAppendTime() {
        ResultRow row = new ResultRow(
                new CampaignWindow(10_000, 1),
                20_000,
                1,
                new EventCounts(1, 0, 0, 19_500, 19_400_250_000L),
                21_000,
                0,
                0,
                Trace.NONE);

        assertThat(row.endToEndMs()).isEqualTo(1_500);
        assertThat(row.eventTimeMs()).isEqualTo(1_600);
        assertThat(row.windowCloseMs()).isEqualTo(1_000);
    }
}
