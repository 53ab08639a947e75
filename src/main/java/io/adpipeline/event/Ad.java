package io.adpipeline.event;

import java.util.Objects;
import java.util.UUID;

/**
 * An advertisement of a campaign.
 *
 * @param id its id on the wire
 * @param type its form
 * @param campaignId the campaign it belongs to, from 1
 */
public record Ad(UUID id, AdType type, int campaignId) {

    public Ad {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(type, "type");
        if (campaignId < 1) {
            throw new IllegalArgumentException("campaignId must be at least 1, was " + campaignId);
        }
    }
}
