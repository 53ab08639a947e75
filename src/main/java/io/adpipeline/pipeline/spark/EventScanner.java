package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.adpipeline.event.EventType;
import io.adpipeline.pipeline.spark.JsonCursor.MalformedJsonException;

/**
 * Reads the four fields that the aggregate needs out of an event's bytes, and nothing else: no tree, no strings.
 *
 * <p>An event is one JSON object in UTF-8 with, in any order and among any other fields, {@code event_type}
 * (view, click or purchase), {@code event_time_ns} and {@code produce_time} (whole numbers from 0) and
 * {@code campaign_id} (a whole number from 1 to {@link Integer#MAX_VALUE}). A whole number may be written as {@code 5},
 * {@code 5.0} or {@code 0.5e1}; of a field that occurs twice the last one counts. Everything else is malformed.
 *
 * <p>Not thread-safe; one task owns it.
 */
final class EventScanner {

    private static final byte[] EVENT_TYPE = "event_type".getBytes(US_ASCII);
    private static final byte[] EVENT_TIME_NS = "event_time_ns".getBytes(US_ASCII);
    private static final byte[] CAMPAIGN_ID = "campaign_id".getBytes(US_ASCII);
    private static final byte[] PRODUCE_TIME = "produce_time".getBytes(US_ASCII);
    private static final EventType[] TYPES = EventType.values();
    private static final byte[][] TYPE_NAMES = typeNames();

    private final JsonCursor cursor = new JsonCursor();
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
        eventTimeNs = JsonCursor.NONE;
        campaignId = JsonCursor.NONE;
        produceTimeMs = JsonCursor.NONE;
        if (json == null) {
            return false;
        }
        try {
            readObject(json);
        } catch (MalformedJsonException malformed) {
            return false;
        }
        return type != null
                && eventTimeNs >= 0
                && produceTimeMs >= 0
                && campaignId >= 1
                && campaignId <= Integer.MAX_VALUE;
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

    private void readObject(byte[] json) throws MalformedJsonException {
        cursor.reset(json);
        boolean more = cursor.enterObject();
        while (more) {
            readField();
            more = cursor.next();
        }
        cursor.end();
    }

    private void readField() throws MalformedJsonException {
        if (at(EVENT_TYPE)) {
            type = cursor.stringOrSkip() ? typeOfString() : null;
        } else if (at(EVENT_TIME_NS)) {
            eventTimeNs = cursor.wholeNumber();
        } else if (at(CAMPAIGN_ID)) {
            campaignId = cursor.wholeNumber();
        } else if (at(PRODUCE_TIME)) {
            produceTimeMs = cursor.wholeNumber();
        } else {
            cursor.skip();
        }
    }

    private boolean at(byte[] name) {
        return (cursor.stringLength() == name.length || cursor.stringEscaped()) && cursor.stringIs(name);
    }

    private EventType typeOfString() {
        for (int i = 0; i < TYPES.length; i++) {
            if (cursor.stringIs(TYPE_NAMES[i])) {
                return TYPES[i];
            }
        }
        return null;
    }

    private static byte[][] typeNames() {
        byte[][] names = new byte[TYPES.length][];
        for (int i = 0; i < names.length; i++) {
            names[i] = TYPES[i].wireName().getBytes(US_ASCII);
        }
        return names;
    }
}
