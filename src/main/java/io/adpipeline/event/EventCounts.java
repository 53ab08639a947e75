package io.adpipeline.event;

/**
 * The events of one (window, campaign) by type, and the newest of their time stamps.
 *
 * @param views events of type {@link EventType#VIEW}
 * @param clicks events of type {@link EventType#CLICK}
 * @param purchases events of type {@link EventType#PURCHASE}
 * @param maxProduceTimeMs newest produce time, epoch ms
 * @param maxEventTimeNs newest intended time, epoch ns
 */
public record EventCounts(long views, long clicks, long purchases, long maxProduceTimeMs, long maxEventTimeNs) {

    public EventCounts {
        if (views < 0 || clicks < 0 || purchases < 0) {
            throw new IllegalArgumentException("counts must not be negative, were %d views, %d clicks, %d purchases"
                    .formatted(views, clicks, purchases));
        }
    }

    /** Events of all types. */
    public long total() {
        return views + clicks + purchases;
    }
}
