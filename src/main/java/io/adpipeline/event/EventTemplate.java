package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.List;

/**
 * The constant parts of an event's JSON, encoded once. What varies goes between them: user id, page id, the ad's and
 * the type's parts, event time, window id, address, the campaign's part, produce time. Immutable once built; its
 * arrays are only read.
 */
final class EventTemplate {

    static final byte[] BEFORE_USER_ID = ascii("{" + textKey(EventFields.USER_ID));
    static final byte[] BEFORE_PAGE_ID = ascii("\"," + textKey(EventFields.PAGE_ID));
    static final byte[] BEFORE_WINDOW_ID = ascii("," + key(EventFields.WINDOW_ID));
    static final byte[] BEFORE_IP_ADDRESS = ascii("," + textKey(EventFields.IP_ADDRESS));
    static final byte[] END = ascii("}");

    private static final byte[][] BEFORE_EVENT_TIME = beforeEventTime();

    private final int[] campaignOfAd;
    private final byte[][] adParts;
    private final byte[][] beforeProduceTime;

    EventTemplate(List<Ad> ads) {
        campaignOfAd = ads.stream().mapToInt(Ad::campaignId).toArray();
        adParts = ads.stream().map(EventTemplate::adPart).toArray(byte[][]::new);
        int lastCampaign = Arrays.stream(campaignOfAd).max().orElse(0);
        beforeProduceTime = new byte[lastCampaign + 1][];
        for (int campaignId = 1; campaignId <= lastCampaign; campaignId++) {
            beforeProduceTime[campaignId] = ascii("\"," + key(EventFields.CAMPAIGN_ID) + campaignId
                    + "," + key(EventFields.PRODUCE_TIME));
        }
    }

    int adCount() {
        return campaignOfAd.length;
    }

    int campaignOf(int adIndex) {
        return campaignOfAd[adIndex];
    }

    /** From behind the page id to before the event type. */
    byte[] adPart(int adIndex) {
        return adParts[adIndex];
    }

    /** The event type and all before the event time. */
    static byte[] beforeEventTime(EventType type) {
        return BEFORE_EVENT_TIME[type.ordinal()];
    }

    /** From behind the address to before the produce time. */
    byte[] beforeProduceTime(int campaignId) {
        return beforeProduceTime[campaignId];
    }

    private static byte[] adPart(Ad ad) {
        return ascii("\"," + textKey(EventFields.AD_ID) + ad.id()
                + "\"," + textKey(EventFields.AD_TYPE) + ad.type().wireName()
                + "\"," + textKey(EventFields.EVENT_TYPE));
    }

    private static byte[][] beforeEventTime() {
        EventType[] types = EventType.values();
        byte[][] parts = new byte[types.length][];
        for (EventType type : types) {
            parts[type.ordinal()] = ascii(type.wireName() + "\"," + key(EventFields.EVENT_TIME_NS));
        }
        return parts;
    }

    private static String key(String name) {
        return "\"" + name + "\":";
    }

    private static String textKey(String name) {
        return key(name) + "\"";
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
