package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.adpipeline.event.EventType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads the four fields that the aggregation needs from an event's bytes, and checks that the whole event is JSON.
 *
 * <p>An event is one JSON object in UTF-8 with, in any order and among any other fields, {@code event_type}
 * (view, click or purchase), {@code event_time_ns} and {@code produce_time} (whole numbers from 0) and
 * {@code campaign_id} (a whole number from 1 to {@link Integer#MAX_VALUE}). A whole number may be written as {@code 5},
 * {@code 5.0} or {@code 0.5e1}, in at most {@value #MAX_NUMBER_LENGTH} characters; if a field occurs twice, the last
 * one counts. Everything else is malformed.
 *
 * <p>An event as the load generator writes it, a flat object of plain strings and whole numbers without white space, is
 * read from its bytes without creating a tree or strings. Jackson reads all others.
 *
 * <p>Not thread-safe; one task owns it.
 */
final class EventScanner {

    private static final int MAX_NUMBER_LENGTH = 1000;
    /** Any number with so many digits fits an unsigned long. */
    private static final int MAX_PLAIN_DIGITS = 19;
    /** Value of a field that is missing or is no whole number from 0 to {@link Long#MAX_VALUE}. */
    private static final long NONE = -1;

    private static final String EVENT_TYPE = "event_type";
    private static final String EVENT_TIME_NS = "event_time_ns";
    private static final String CAMPAIGN_ID = "campaign_id";
    private static final String PRODUCE_TIME = "produce_time";
    private static final byte[] PLAIN_EVENT_TYPE = EVENT_TYPE.getBytes(US_ASCII);
    private static final byte[] PLAIN_EVENT_TIME_NS = EVENT_TIME_NS.getBytes(US_ASCII);
    private static final byte[] PLAIN_CAMPAIGN_ID = CAMPAIGN_ID.getBytes(US_ASCII);
    private static final byte[] PLAIN_PRODUCE_TIME = PRODUCE_TIME.getBytes(US_ASCII);
    private static final EventType[] TYPES = EventType.values();
    private static final byte[][] PLAIN_TYPES =
            Arrays.stream(TYPES).map(type -> type.wireName().getBytes(US_ASCII)).toArray(byte[][]::new);

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Other fields may hold numbers of any length; field names, which others choose, are not cached. */
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private byte[] text;
    private int at;
    /** The whole number passed last; {@link #NONE} after a string or a negative number. */
    private long number;

    private EventType type;
    private long eventTimeNs;
    private long campaignId;
    private long produceTimeMs;

    /**
     * Reads an event.
     *
     * @param json the record's value; null, as in a tombstone, is malformed
     * @return whether it is an event; only then do the getters below hold its fields
     */
    boolean scan(byte[] json) {
        return json != null
                && (readPlain(json) || readAny(json))
                && type != null
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

    private void clear() {
        type = null;
        eventTimeNs = NONE;
        campaignId = NONE;
        produceTimeMs = NONE;
    }

    /** False if the bytes are not written as the load generator writes events; they may be an event all the same. */
    private boolean readPlain(byte[] json) {
        clear();
        text = json;
        at = 0;
        int separator = '{';
        int next = next();
        while (next == separator) {
            if (!readPlainField()) {
                return false;
            }
            separator = ',';
            next = next();
        }
        return separator == ',' && next == '}' && at == text.length;
    }

    private boolean readPlainField() {
        int name = at + 1;
        if (!passString()) {
            return false;
        }
        int nameEnd = at - 1;
        if (next() != ':') {
            return false;
        }
        int value = at + 1;
        boolean string = byteAt(at) == '"';
        if (!(string ? passString() : passNumber())) {
            return false;
        }
        if (is(PLAIN_EVENT_TYPE, text, name, nameEnd)) {
            type = string ? typeOf(text, value, at - 1) : null;
        } else if (is(PLAIN_EVENT_TIME_NS, text, name, nameEnd)) {
            eventTimeNs = number;
        } else if (is(PLAIN_CAMPAIGN_ID, text, name, nameEnd)) {
            campaignId = number;
        } else if (is(PLAIN_PRODUCE_TIME, text, name, nameEnd)) {
            produceTimeMs = number;
        }
        return true;
    }

    /** Passes a string of printable ASCII without escapes. */
    private boolean passString() {
        if (next() != '"') {
            return false;
        }
        at = plainEnd(text, at);
        number = NONE;
        return next() == '"';
    }

    /** Passes a whole number in its usual notation whose absolute value fits a long. */
    private boolean passNumber() {
        boolean negative = byteAt(at) == '-';
        if (negative) {
            at++;
        }
        int start = at;
        long value = 0;
        for (int digit = byteAt(at) - '0'; digit >= 0 && digit <= 9; digit = byteAt(++at) - '0') {
            value = value * 10 + digit;
        }
        number = negative ? NONE : value;
        int digits = at - start;
        boolean zero = digits == 1 && !negative; // others that begin with 0 are left to Jackson
        return digits > 0 && digits <= MAX_PLAIN_DIGITS && value >= 0 && (text[start] != '0' || zero);
    }

    private static boolean is(byte[] name, byte[] text, int start, int end) {
        return end - start == name.length && Arrays.equals(text, start, end, name, 0, name.length);
    }

    private static EventType typeOf(byte[] text, int start, int end) {
        for (int i = 0; i < TYPES.length; i++) {
            if (is(PLAIN_TYPES[i], text, start, end)) {
                return TYPES[i];
            }
        }
        return null;
    }

    /** The index of the first quote, backslash, control character or non-ASCII byte; checks eight bytes at a time. */
    private static int plainEnd(byte[] text, int start) {
        int at = start;
        while (at + Long.BYTES <= text.length) {
            long eight = (long) LONGS.get(text, at);
            // the lowest flagged byte is always a true one: a borrow can only come from a flagged byte below
            long special = (eight | (eight - ' ' * ONES) | zeroes(eight ^ '"' * ONES) | zeroes(eight ^ '\\' * ONES))
                    & HIGH_BITS;
            if (special != 0) {
                return at + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < text.length && text[at] >= ' ' && text[at] != '"' && text[at] != '\\') {
            at++;
        }
        return at;
    }

    private static long zeroes(long eight) {
        return (eight - ONES) & ~eight;
    }

    /** Passes the next byte and returns it; -1 at the end and for 0xFF, neither of which any caller looks for. */
    private int next() {
        int next = byteAt(at);
        at++;
        return next;
    }

    private int byteAt(int index) {
        return index < text.length ? text[index] : -1;
    }

    /** Reads any JSON object with Jackson; false if it is none. */
    private boolean readAny(byte[] json) {
        clear();
        // newDecoder refuses what is not UTF-8, unlike new String and Jackson
        try (JsonParser parser = JSON.createParser(
                UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case EVENT_TYPE -> type = value == JsonToken.VALUE_STRING ? typeOf(parser.getText()) : null;
                    case EVENT_TIME_NS -> eventTimeNs = wholeNumber(parser);
                    case CAMPAIGN_ID -> campaignId = wholeNumber(parser);
                    case PRODUCE_TIME -> produceTimeMs = wholeNumber(parser);
                    default -> {} // any other field
                }
                parser.skipChildren();
            }
            return parser.nextToken() == null;
        } catch (IOException malformed) {
            return false;
        }
    }

    private static EventType typeOf(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return typeOf(bytes, 0, bytes.length);
    }

    private static long wholeNumber(JsonParser parser) throws IOException {
        if (!parser.currentToken().isNumeric() || parser.getTextLength() > MAX_NUMBER_LENGTH) {
            return NONE;
        }
        try {
            return Math.max(NONE, new BigDecimal(parser.getText()).longValueExact());
        } catch (ArithmeticException | NumberFormatException notALong) {
            // a fraction, beyond a long, or an exponent beyond what BigDecimal holds: all no whole number of this range
            return NONE;
        }
    }
}
