package io.adpipeline.event;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The ads that events speak of: campaigns 1 to N with equally many ads each. Immutable. */
public final class AdCatalog {

    /** Most ads a catalog holds, all campaigns together; they stay in memory, about 300 bytes each. */
    public static final int MAX_ADS = 400_000;

    private static final AdType[] TYPES = AdType.values();

    private final List<Ad> ads;
    private final EventTemplate template;

    /**
     * Makes up the ads.
     *
     * @param campaigns number of campaigns, from 1
     * @param adsPerCampaign ads of each, from 1
     * @param seed equal arguments give equal ads
     * @throws IllegalArgumentException if a number is below 1 or there were more than {@link #MAX_ADS} ads
     */
    public AdCatalog(int campaigns, int adsPerCampaign, long seed) {
        requirePositive("campaigns", campaigns);
        requirePositive("adsPerCampaign", adsPerCampaign);
        if ((long) campaigns * adsPerCampaign > MAX_ADS) {
            throw new IllegalArgumentException("campaigns x adsPerCampaign must be at most %d, was %d x %d"
                    .formatted(MAX_ADS, campaigns, adsPerCampaign));
        }
        ads = List.copyOf(makeAds(campaigns, adsPerCampaign, new SplittableRandom(seed)));
        template = new EventTemplate(ads);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, was " + value);
        }
    }

    private static List<Ad> makeAds(int campaigns, int adsPerCampaign, SplittableRandom random) {
        List<Ad> ads = new ArrayList<>(campaigns * adsPerCampaign);
        for (int campaignId = 1; campaignId <= campaigns; campaignId++) {
            for (int i = 0; i < adsPerCampaign; i++) {
                UUID id = new UUID(RandomUuid.mostBits(random.nextLong()), RandomUuid.leastBits(random.nextLong()));
                ads.add(new Ad(id, TYPES[random.nextInt(TYPES.length)], campaignId));
            }
        }
        return ads;
    }

    /** All ads, campaign by campaign; unmodifiable. */
    public List<Ad> ads() {
        return ads;
    }

    /** Their JSON, encoded once for all producers. */
    EventTemplate template() {
        return template;
    }
}
