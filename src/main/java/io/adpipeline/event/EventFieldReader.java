package io.adpipeline.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** Takes typed fields out of an event's JSON object; every error names field, constraint and value. */
final class EventFieldReader {

    private static final int UUID_LENGTH = 36;
    private static final int SHOWN_CHARACTERS = 100;

    private final JsonNode json;

    EventFieldReader(JsonNode json) {
        this.json = json;
    }

    EventType eventType() {
        String name = text(EventFields.EVENT_TYPE);
        if (name == null) {
            throw missing(EventFields.EVENT_TYPE);
        }
        return EventType.ofWireName(name).orElseThrow(() -> broken(EventFields.EVENT_TYPE, "view, click or purchase"));
    }

    AdType adType() {
        String name = text(EventFields.AD_TYPE);
        return name == null
                ? null
                : AdType.ofWireName(name).orElseThrow(() -> broken(EventFields.AD_TYPE, "a known ad type"));
    }

    String text(String field) {
        JsonNode value = present(field);
        if (value != null && !value.isTextual()) {
            throw broken(field, "text");
        }
        return value == null ? null : value.textValue();
    }

    UUID uuid(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            // the length, because fromString also takes shortened groups
            if (text.length() == UUID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notHexadecimal) {
            throw broken(field, "a uuid");
        }
        throw broken(field, "a uuid");
    }

    Long optionalLong(String field) {
        JsonNode value = present(field);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw broken(field, "an integer");
        }
        try {
            return value.decimalValue().longValueExact();
        } catch (ArithmeticException | NumberFormatException fractionOrTooBig) {
            throw broken(field, "an integer of 64 bits");
        }
    }

    long requiredLong(String field) {
        Long value = optionalLong(field);
        if (value == null) {
            throw missing(field);
        }
        return value;
    }

    int requiredInt(String field) {
        long value = requiredLong(field);
        if (value != (int) value) {
            throw broken(field, "an integer of 32 bits");
        }
        return (int) value;
    }

    private JsonNode present(String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private MalformedEventException broken(String field, String constraint) {
        String actual = shortened(json.get(field).toString());
        return new MalformedEventException("%s must be %s, was %s".formatted(field, constraint, actual));
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static MalformedEventException missing(String field) {
        return new MalformedEventException(field + " is required, was missing");
    }
}
