package io.adpipeline.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/** The ads that events refer to: campaigns 1 to N with equally many ads each. Immutable. */
public final class AdCatalog {

    /** Most ads a catalog holds, all campaigns together; they stay in memory, about 300 bytes each. */
    public static final int MAX_ADS = 400_000;

    private static final AdType[] TYPES = AdType.values();

    private final List<Ad> ads;
    private final EventTemplate template;

    /**
     * Generates the ads.
     *
     * @param campaigns number of campaigns, from 1
     * @param adsPerCampaign ads of each, from 1; at most {@link #MAX_ADS} in all
     * @param seed equal arguments give equal ads
     */
    public AdCatalog(int campaigns, int adsPerCampaign, long seed) {
        ads = List.copyOf(makeAds(campaigns, adsPerCampaign, new SplittableRandom(seed)));
        template = new EventTemplate(ads);
    }

    private static List<Ad> makeAds(int campaigns, int adsPerCampaign, SplittableRandom random) {
        List<Ad> ads = new ArrayList<>(campaigns * adsPerCampaign);
        for (int campaignId = 1; campaignId <= campaigns; campaignId++) {
            for (int i = 0; i < adsPerCampaign; i++) {
                UUID id = new UUID(mostUuidBits(random.nextLong()), leastUuidBits(random.nextLong()));
                ads.add(new Ad(id, TYPES[random.nextInt(TYPES.length)], campaignId));
            }
        }
        return ads;
    }

    /** The upper half of a random UUID (RFC 9562, version 4), from 64 random bits. */
    static long mostUuidBits(long random) {
        return (random & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
    }

    /** The lower half of such a UUID, from 64 random bits. */
    static long leastUuidBits(long random) {
        return (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
    }

    /** All ads, campaign by campaign; unmodifiable. */
    public List<Ad> ads() {
        return ads;
    }

    /** Their JSON, encoded once for all producers. */
    EventTemplate template() {
        return template;
    }

    /**
     * An advertisement of a campaign.
     *
     * @param id its id on the wire
     * @param type its form
     * @param campaignId the campaign it belongs to, from 1
     */
    public record Ad(UUID id, AdType type, int campaignId) {}

    /** The form of an advertisement; the wire name is the lower-case constant. */
    public enum AdType {
        IMAGE,
        VIDEO,
        CAROUSEL,
        TEXT,
        STORY,
        SHOPPING,
        COLLECTION;

        /** The value of {@code ad_type} on the events topic. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
