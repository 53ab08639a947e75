package io.adpipeline.pipeline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.adpipeline.event.EventType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/** What a real JSON library and a strict UTF-8 decoder make of an event's bytes. */
final class JacksonReference {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JacksonReference() {}

    record Event(EventType type, long eventTimeNs, int campaignId, long produceTimeMs) {}

    static Optional<JsonNode> tree(byte[] json) {
        try {
            // newDecoder reports malformed input, unlike new String
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
            JsonNode node = MAPPER.readTree(text);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (CharacterCodingException | JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    static Optional<Event> event(byte[] json) {
        return tree(json).filter(JsonNode::isObject).flatMap(JacksonReference::event);
    }

    private static Optional<Event> event(JsonNode node) {
        Optional<EventType> type = type(node.path("event_type"));
        long eventTimeNs = wholeNumber(node.path("event_time_ns"), Long.MAX_VALUE);
        long campaignId = wholeNumber(node.path("campaign_id"), Integer.MAX_VALUE);
        long produceTimeMs = wholeNumber(node.path("produce_time"), Long.MAX_VALUE);
        return eventTimeNs < 0 || campaignId < 1 || produceTimeMs < 0
                ? Optional.empty()
                : type.map(known -> new Event(known, eventTimeNs, (int) campaignId, produceTimeMs));
    }

    private static Optional<EventType> type(JsonNode node) {
        for (EventType type : EventType.values()) {
            if (node.isTextual() && node.textValue().equals(type.wireName())) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    private static long wholeNumber(JsonNode node, long highest) {
        // Jackson gives up exactness beyond the doubles, which is far beyond a long
        if (!node.isNumber() || node.isDouble() && Double.isInfinite(node.doubleValue())) {
            return -1;
        }
        BigDecimal value = node.decimalValue();
        boolean whole = value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
        boolean inRange = value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(highest)) <= 0;
        return whole && inRange ? value.longValueExact() : -1;
    }
}
