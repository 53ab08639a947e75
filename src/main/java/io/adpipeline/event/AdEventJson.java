package io.adpipeline.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** An {@link AdEvent} as JSON and back. Any thread may use it. */
public final class AdEventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // 1.5e18 as a double would lose digits
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private AdEventJson() {}

    /** The event as one JSON object in UTF-8; fields that are null are left out. */
    public static byte[] write(AdEvent event) {
        ObjectNode json = MAPPER.createObjectNode();
        putText(json, EventFields.USER_ID, event.userId());
        putText(json, EventFields.PAGE_ID, event.pageId());
        putText(json, EventFields.AD_ID, event.adId());
        putText(
                json,
                EventFields.AD_TYPE,
                event.adType() == null ? null : event.adType().wireName());
        json.put(EventFields.EVENT_TYPE, event.eventType().wireName());
        json.put(EventFields.EVENT_TIME_NS, event.eventTimeNs());
        if (event.windowId() != null) {
            json.put(EventFields.WINDOW_ID, event.windowId());
        }
        putText(json, EventFields.IP_ADDRESS, event.ipAddress());
        json.put(EventFields.CAMPAIGN_ID, event.campaignId());
        json.put(EventFields.PRODUCE_TIME, event.produceTimeMs());
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("cannot write " + event, e);
        }
    }

    private static void putText(ObjectNode json, String field, Object value) {
        if (value != null) {
            json.put(field, value.toString());
        }
    }

    /**
     * Reads an event. Fields may come in any order, unknown ones are skipped, numbers may be in any notation that
     * means an integer. Only {@code event_type}, {@code event_time_ns}, {@code campaign_id} and {@code produce_time}
     * are required; others may be absent or null.
     *
     * @throws MalformedEventException if the bytes are no JSON object or a field breaks its constraint
     */
    public static AdEvent read(byte[] bytes) {
        EventFieldReader fields = new EventFieldReader(parse(bytes));
        try {
            return new AdEvent(
                    fields.uuid(EventFields.USER_ID),
                    fields.uuid(EventFields.PAGE_ID),
                    fields.uuid(EventFields.AD_ID),
                    fields.adType(),
                    fields.eventType(),
                    fields.requiredLong(EventFields.EVENT_TIME_NS),
                    fields.optionalLong(EventFields.WINDOW_ID),
                    fields.text(EventFields.IP_ADDRESS),
                    fields.requiredInt(EventFields.CAMPAIGN_ID),
                    fields.requiredLong(EventFields.PRODUCE_TIME));
        } catch (MalformedEventException alreadyClear) {
            throw alreadyClear;
        } catch (IllegalArgumentException broken) {
            throw new MalformedEventException(broken.getMessage(), broken);
        }
    }

    private static JsonNode parse(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            throw new MalformedEventException("must be a JSON object, was empty");
        }
        try {
            JsonNode json = MAPPER.readTree(bytes);
            if (!json.isObject()) {
                throw new MalformedEventException("must be a JSON object, was " + json.getNodeType());
            }
            return json;
        } catch (JsonProcessingException e) {
            // the original message, because the other one repeats the bytes
            throw new MalformedEventException("must be JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new MalformedEventException("must be JSON: " + e.getMessage(), e);
        }
    }
}
