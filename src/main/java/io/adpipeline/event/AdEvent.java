package io.adpipeline.event;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One advertising event as on the events topic. What the pipeline does not need may be null.
 *
 * @param userId who; may be null
 * @param pageId where; may be null
 * @param adId which ad; may be null
 * @param adType the ad's form; may be null
 * @param eventType what the user did
 * @param eventTimeNs intended time, epoch ns, not negative
 * @param windowId number of the window since the load's base; may be null
 * @param ipAddress dotted quad; may be null
 * @param campaignId the ad's campaign, from 1
 * @param produceTimeMs when it was handed to the producer, epoch ms, not negative
 */
public record AdEvent(
        UUID userId,
        UUID pageId,
        UUID adId,
        AdType adType,
        EventType eventType,
        long eventTimeNs,
        Long windowId,
        String ipAddress,
        int campaignId,
        long produceTimeMs) {

    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern DOTTED_QUAD = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    public AdEvent {
        Objects.requireNonNull(eventType, EventFields.EVENT_TYPE);
        require(eventTimeNs >= 0, EventFields.EVENT_TIME_NS, "not be negative", eventTimeNs);
        require(campaignId >= 1, EventFields.CAMPAIGN_ID, "be at least 1", campaignId);
        require(produceTimeMs >= 0, EventFields.PRODUCE_TIME, "not be negative", produceTimeMs);
        require(
                ipAddress == null || DOTTED_QUAD.matcher(ipAddress).matches(),
                EventFields.IP_ADDRESS,
                "be a dotted quad",
                ipAddress);
    }

    private static void require(boolean holds, String field, String constraint, Object actual) {
        if (!holds) {
            throw new IllegalArgumentException("%s must %s, was '%s'".formatted(field, constraint, actual));
        }
    }
}
