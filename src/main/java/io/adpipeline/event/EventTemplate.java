package io.adpipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.adpipeline.event.AdCatalog.Ad;
import java.util.Arrays;
import java.util.List;

/**
 * The parts of an event's JSON that many events share, encoded once. An event consists of the head (with user id and
 * page id), the ad's part, the type's part, the event time, the window's part, the address, the campaign's part and the
 * produce time. Immutable; callers only read its arrays.
 */
@SuppressWarnings("EnumOrdinal") // the index of an array, on a hot path
final class EventTemplate {

    private static final int UUID_LENGTH = 36;
    private static final String BEFORE_USER_ID = "{" + textKey("user_id");
    private static final String BEFORE_PAGE_ID = "\"," + textKey("page_id");
    private static final String NO_ID = "-".repeat(UUID_LENGTH);

    /** Where the user id goes. */
    static final int USER_ID_AT = BEFORE_USER_ID.length();

    /** Where the page id goes. */
    static final int PAGE_ID_AT = USER_ID_AT + UUID_LENGTH + BEFORE_PAGE_ID.length();

    /** The text up to the end of the page id, with placeholders for both ids. */
    static final byte[] HEAD = ascii(BEFORE_USER_ID + NO_ID + BEFORE_PAGE_ID + NO_ID);

    private static final byte[][] BEFORE_EVENT_TIME = Arrays.stream(EventType.values())
            .map(type -> ascii(type.wireName() + "\"," + key("event_time_ns")))
            .toArray(byte[][]::new);

    private final int[] campaignOfAd;
    private final byte[][] adParts;
    private final byte[][] beforeProduceTime;

    EventTemplate(List<Ad> ads) {
        campaignOfAd = ads.stream().mapToInt(Ad::campaignId).toArray();
        adParts = ads.stream().map(EventTemplate::adPart).toArray(byte[][]::new);
        int lastCampaign = Arrays.stream(campaignOfAd).max().orElse(0);
        beforeProduceTime = new byte[lastCampaign + 1][];
        for (int campaignId = 1; campaignId <= lastCampaign; campaignId++) {
            beforeProduceTime[campaignId] = ascii("\"," + key("campaign_id") + campaignId + "," + key("produce_time"));
        }
    }

    int adCount() {
        return campaignOfAd.length;
    }

    int campaignOf(int adIndex) {
        return campaignOfAd[adIndex];
    }

    /** The text between page id and event type. */
    byte[] adPart(int adIndex) {
        return adParts[adIndex];
    }

    /** The event type and the text up to the event time. */
    static byte[] beforeEventTime(EventType type) {
        return BEFORE_EVENT_TIME[type.ordinal()];
    }

    /** The text between address and produce time. */
    byte[] beforeProduceTime(int campaignId) {
        return beforeProduceTime[campaignId];
    }

    /** The text between event time and address. */
    static byte[] windowPart(long windowId) {
        return ascii("," + key("window_id") + windowId + "," + textKey("ip_address"));
    }

    private static byte[] adPart(Ad ad) {
        return ascii("\"," + textKey("ad_id") + ad.id()
                + "\"," + textKey("ad_type") + ad.type().wireName()
                + "\"," + textKey("event_type"));
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
