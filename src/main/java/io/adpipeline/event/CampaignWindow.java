package io.adpipeline.event;

import java.util.Comparator;

/**
 * One cell of the pipeline's aggregate: a tumbling window and a campaign.
 *
 * @param windowStartMs inclusive start of the window, epoch ms
 * @param campaignId campaign, from 1
 */
public record CampaignWindow(long windowStartMs, int campaignId) implements Comparable<CampaignWindow> {

    private static final Comparator<CampaignWindow> ORDER =
            Comparator.comparingLong(CampaignWindow::windowStartMs).thenComparingInt(CampaignWindow::campaignId);

    public CampaignWindow {
        if (campaignId < 1) {
            throw new IllegalArgumentException("campaignId must be at least 1, was " + campaignId);
        }
    }

    @Override
    public int compareTo(CampaignWindow other) {
        return ORDER.compare(this, other);
    }
}
