package io.adpipeline.pipeline.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.adpipeline.event.EventType;
import java.io.IOException;

/**
 * Reads the four fields that the aggregate needs out of an event's bytes, and builds nothing from the others.
 *
 * <p>An event is one JSON object with, in any order and among any other fields, {@code event_type} (view, click or
 * purchase), {@code event_time_ns} and {@code produce_time} (whole numbers from 0) and {@code campaign_id} (a whole
 * number from 1 to {@link Integer#MAX_VALUE}). A whole number may be written as {@code 5}, {@code 5.0} or
 * {@code 0.5e1}; of a field that occurs twice the last one counts. Everything else is malformed.
 *
 * <p>Not thread-safe; one task owns it.
 */
final class EventScanner {

    private static final JsonFactory JSON = new JsonFactory();
    /** Stands for a value that is no whole number from 0, or missing. */
    private static final long NONE = -1;

    private EventType type;
    private long eventTimeNs;
    private long campaignId;
    private long produceTimeMs;

    /**
     * Reads an event.
     *
     * @param json the record's value; null, as in a tombstone, is malformed
     * @return whether it is an event; only then the fields below hold
     */
    boolean scan(byte[] json) {
        type = null;
        eventTimeNs = NONE;
        campaignId = NONE;
        produceTimeMs = NONE;
        if (json == null) {
            return false;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            return readObject(parser)
                    && type != null
                    && eventTimeNs >= 0
                    && produceTimeMs >= 0
                    && campaignId >= 1
                    && campaignId <= Integer.MAX_VALUE;
        } catch (IOException malformed) {
            return false;
        }
    }

    EventType type() {
        return type;
    }

    /** Intended time, epoch ns, from 0. */
    long eventTimeNs() {
        return eventTimeNs;
    }

    /** From 1. */
    int campaignId() {
        return (int) campaignId;
    }

    /** Produce time, epoch ms, from 0. */
    long produceTimeMs() {
        return produceTimeMs;
    }

    /** Whether the text is one object and nothing else. */
    private boolean readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            switch (name) {
                case "event_type" -> type = eventType(parser, value);
                case "event_time_ns" -> eventTimeNs = wholeNumber(parser, value);
                case "campaign_id" -> campaignId = wholeNumber(parser, value);
                case "produce_time" -> produceTimeMs = wholeNumber(parser, value);
                default -> parser.skipChildren();
            }
        }
        return parser.nextToken() == null;
    }

    private static EventType eventType(JsonParser parser, JsonToken value) throws IOException {
        parser.skipChildren();
        return value == JsonToken.VALUE_STRING
                ? EventType.ofWireName(parser.getText()).orElse(null)
                : null;
    }

    private static long wholeNumber(JsonParser parser, JsonToken value) throws IOException {
        parser.skipChildren();
        if (value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return Math.max(NONE, parser.getLongValue());
        }
        try {
            return value.isNumeric() ? Math.max(NONE, parser.getDecimalValue().longValueExact()) : NONE;
        } catch (ArithmeticException | NumberFormatException notALong) {
            // a fraction, beyond a long, or an exponent beyond what a decimal holds
            return NONE;
        }
    }
}
