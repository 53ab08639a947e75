package io.adpipeline.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.result.ResultRow.Trace;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRowParserTest {

    private static final String REQUIRED = """
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

    private Optional<ResultRow> parse(String json) {
        return parser.parse(json.getBytes(UTF_8), 77, 1, 12);
    }

    @Test
    void aRowWithTheRequiredFieldsIsRead() {
        assertThat(parse(REQUIRED)).contains(ROW);
    }

    @Test
    void fieldsMayComeInAnyOrderAndWithOthersBetweenThem() {
        assertThat(parse("""
                {"purchases": 3, "note": "x\\u00e4\\"}", "campaign_id": 3, "nested": {"views": 99}, "views": 1,
                 "max_event_time_ns": 1700000009998123456, "list": [1, {"clicks": 98}], "window_end": 1700000010000,
                 "nothing": null, "event_count": 6, "max_produce_time": 1700000009999, "clicks": 2,
                 "window_start": 1700000000000}""")).contains(ROW);
    }

    @Test
    void numbersMayBeInAnyNotationThatMeansAnInteger() {
        assertThat(parse("""
                {"window_start": 1.7e12, "window_end": 1700000010000.0, "campaign_id": 3.0, "event_count": 60E-1,
                 "views": 1, "clicks": 2e0, "purchases": 0.3e1, "max_produce_time": 1.700000009999E12,
                 "max_event_time_ns": 1.700000009998123456e18}""")).contains(ROW);
    }

    @Test
    void whatThePipelineTellsOfItsWayIsRead() {
        String told = REQUIRED.replace("}", ", \"batch_id\": 0, \"max_append_time\": 5, \"emit_time\": 6}");

        assertThat(parse(told).orElseThrow().trace()).isEqualTo(new Trace(0, 5, 6));
        assertThat(parse(told).orElseThrow().trace().complete()).isTrue();
    }

    @Test
    void whatItDoesNotTellIsUnknown() {
        String partly = REQUIRED.replace("}", ", \"batch_id\": null, \"emit_time\": 6}");

        assertThat(parse(partly).orElseThrow().trace()).isEqualTo(new Trace(ResultRow.UNKNOWN, ResultRow.UNKNOWN, 6));
        assertThat(parse(partly).orElseThrow().trace().complete()).isFalse();
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
        assertThat(parse(REQUIRED.replace("\"" + field + "\"", "\"other\""))).isEmpty();
        assertThat(parse(with(field, "null"))).isEmpty();
        assertThat(parse(with(field, "\"6\""))).isEmpty();
        assertThat(parse(with(field, "1.5"))).isEmpty();
        assertThat(parse(with(field, "1e30"))).isEmpty();
        assertThat(parse(with(field, "1e999999999"))).isEmpty();
        assertThat(parse(with(field, "true"))).isEmpty();
    }

    private static String with(String field, String value) {
        return REQUIRED.replaceFirst("(\"" + field + "\": )\\d+", "$1" + value);
    }

    @Test
    void aCountBelowZeroOrACampaignBelowOneIsNoRow() {
        assertThat(parse(with("clicks", "-1"))).isEmpty();
        assertThat(parse(with("campaign_id", "0"))).isEmpty();
        assertThat(parse(with("campaign_id", "4294967299"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "6", "\"row\"", "[]", "{", "row", "{\"views\": 1", "{'views': 1}"})
    void anythingElseIsNoRow(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void whatCouldBeReadInTwoWaysIsNoRow() {
        assertThat(parse(REQUIRED + REQUIRED)).isEmpty();
        assertThat(parse(REQUIRED + " x")).isEmpty();
        assertThat(parse(REQUIRED.replace("}", ", \"views\": 7}"))).isEmpty();
    }

    @Test
    void aRecordWithoutAValueIsNoRow() {
        assertThat(parser.parse(null, 77, 1, 12)).isEmpty();
    }

    @Test
    void bytesThatAreNoTextAreNoRow() {
        assertThat(parser.parse(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}, 77, 1, 12))
                .isEmpty();
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
