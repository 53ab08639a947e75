package io.adpipeline.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.result.ResultRow.Trace;
import java.io.IOException;
import java.math.BigDecimal;

/** Parses a result record. Required fields must be there; order, extra fields and number notation do not matter. */
final class ResultRowParser {

    private final ObjectMapper json = new ObjectMapper()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    /**
     * The row of a record.
     *
     * @throws IllegalArgumentException if the record is no result row; the message says why
     */
    ResultRow parse(byte[] value, long resultTimeMs, int partition, long offset) {
        if (value == null) {
            throw new IllegalArgumentException("it has no value");
        }
        try {
            return row(json.readTree(value), resultTimeMs, partition, offset);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("it is no JSON: " + e.getMessage(), e);
        }
    }

    private static ResultRow row(JsonNode node, long resultTimeMs, int partition, long offset) {
        return new ResultRow(
                new CampaignWindow(
                        required(node, "window_start"), (int) required(node, "campaign_id", Integer.MAX_VALUE)),
                required(node, "window_end"),
                required(node, "event_count"),
                new EventCounts(
                        required(node, "views"),
                        required(node, "clicks"),
                        required(node, "purchases"),
                        required(node, "max_produce_time"),
                        required(node, "max_event_time_ns")),
                resultTimeMs,
                partition,
                offset,
                new Trace(optional(node, "batch_id"), optional(node, "max_append_time"), optional(node, "emit_time")));
    }

    private static long required(JsonNode node, String field) {
        return required(node, field, Long.MAX_VALUE);
    }

    private static long required(JsonNode node, String field, long greatest) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException(
                    "%s must be a number, was %s".formatted(field, value.isMissingNode() ? "missing" : value));
        }
        return whole(value, field, greatest);
    }

    private static long optional(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? whole(value, field, Long.MAX_VALUE) : ResultRow.UNKNOWN;
    }

    private static long whole(JsonNode value, String field, long greatest) {
        if (Double.isFinite(value.doubleValue())) {
            BigDecimal number = value.decimalValue().stripTrailingZeros();
            if (number.scale() <= 0 && number.abs().compareTo(BigDecimal.valueOf(greatest)) <= 0) {
                return number.longValueExact();
            }
        }
        throw new IllegalArgumentException(
                "%s must be a whole number up to %d, was %s".formatted(field, greatest, value));
    }
}
