package io.adpipeline.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import io.adpipeline.event.AdEvent;
import java.io.IOException;
import java.util.UUID;

/** An event as one would declare it for Jackson. */
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
record JacksonEvent(
        @JsonProperty("user_id") UUID userId,
        @JsonProperty("page_id") UUID pageId,
        @JsonProperty("ad_id") UUID adId,
        @JsonProperty("ad_type") String adType,
        @JsonProperty("event_type") String eventType,
        @JsonProperty("event_time_ns") long eventTimeNs,
        @JsonProperty("window_id") long windowId,
        @JsonProperty("ip_address") String ipAddress,
        @JsonProperty("campaign_id") int campaignId,
        @JsonProperty("produce_time") long produceTimeMs) {

    static JacksonEvent of(AdEvent event) {
        return new JacksonEvent(
                event.userId(),
                event.pageId(),
                event.adId(),
                event.adType().wireName(),
                event.eventType().wireName(),
                event.eventTimeNs(),
                event.windowId(),
                event.ipAddress(),
                event.campaignId(),
                event.produceTimeMs());
    }

    /** Field by field, without Jackson's data binding. */
    void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("user_id", userId.toString());
        json.writeStringField("page_id", pageId.toString());
        json.writeStringField("ad_id", adId.toString());
        json.writeStringField("ad_type", adType);
        json.writeStringField("event_type", eventType);
        json.writeNumberField("event_time_ns", eventTimeNs);
        json.writeNumberField("window_id", windowId);
        json.writeStringField("ip_address", ipAddress);
        json.writeNumberField("campaign_id", campaignId);
        json.writeNumberField("produce_time", produceTimeMs);
        json.writeEndObject();
    }
}
