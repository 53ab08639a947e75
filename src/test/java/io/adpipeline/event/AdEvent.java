package io.adpipeline.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.UUID;

/** An event as another program would declare it for Jackson; every field is required, and no other is allowed. */
@JsonPropertyOrder({
    "user_id",
    "page_id",
    "ad_id",
    "ad_type",
    "event_type",
    "event_time_ns",
    "window_id",
    "ip_address",
    "campaign_id",
    "produce_time"
})
public record AdEvent(
        @JsonProperty("user_id") UUID userId,
        @JsonProperty("page_id") UUID pageId,
        @JsonProperty("ad_id") UUID adId,
        @JsonProperty("ad_type") String adTypeName,
        @JsonProperty("event_type") String eventTypeName,
        @JsonProperty("event_time_ns") long eventTimeNs,
        @JsonProperty("window_id") long windowId,
        @JsonProperty("ip_address") String ipAddress,
        @JsonProperty("campaign_id") int campaignId,
        @JsonProperty("produce_time") long produceTimeMs) {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Reads an event of the events topic. */
    public static AdEvent read(byte[] json) {
        try {
            return JSON.readValue(json, AdEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EventType eventType() {
        return typeOf(eventTypeName);
    }

    /** The type of that wire name. */
    public static EventType typeOf(String wireName) {
        return Arrays.stream(EventType.values())
                .filter(type -> type.wireName().equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
