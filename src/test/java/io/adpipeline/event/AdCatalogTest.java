package io.adpipeline.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.event.AdCatalog.Ad;
import io.adpipeline.event.AdCatalog.AdType;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class AdCatalogTest {

    @Test
    void everyCampaignFromOneHasItsAds() {
        Map<Integer, Long> adsByCampaign = new AdCatalog(7, 13, 1)
                .ads().stream().collect(Collectors.groupingBy(Ad::campaignId, TreeMap::new, Collectors.counting()));

        assertThat(adsByCampaign.keySet()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(adsByCampaign.values()).containsOnly(13L);
    }

    @Test
    void idsAreDistinctRandomUuids() {
        AdCatalog catalog = new AdCatalog(10, 1_000, 1);

        assertThat(catalog.ads().stream().map(Ad::id).distinct()).hasSize(10_000);
        assertThat(catalog.ads())
                .allMatch(ad -> ad.id().version() == 4 && ad.id().variant() == 2);
    }

    @Test
    void adTypesAreDrawnEvenly() {
        Map<AdType, Long> counts = new AdCatalog(10, 1_000, 5)
                .ads().stream().collect(Collectors.groupingBy(Ad::type, Collectors.counting()));

        double[] expected = new double[AdType.values().length];
        Arrays.fill(expected, 10_000.0 / expected.length);
        long[] observed = counts.values().stream().mapToLong(Long::longValue).toArray();
        assertThat(new ChiSquareTest().chiSquareTest(expected, observed)).isGreaterThan(1e-3);
    }

    @Test
    void theSeedDecidesTheAds() {
        assertThat(new AdCatalog(3, 4, 9).ads()).isEqualTo(new AdCatalog(3, 4, 9).ads());
        assertThat(new AdCatalog(3, 4, 9).ads()).doesNotContainAnyElementsOf(new AdCatalog(3, 4, 10).ads());
    }

    @Test
    void wireNamesAreThoseOfTheTopic() {
        assertThat(EventType.values()).extracting(EventType::wireName).containsExactly("view", "click", "purchase");
        assertThat(AdType.values())
                .extracting(AdType::wireName)
                .containsExactly("image", "video", "carousel", "text", "story", "shopping", "collection");
    }
}
