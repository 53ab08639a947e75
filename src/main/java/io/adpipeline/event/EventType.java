package io.adpipeline.event;

import java.util.Locale;

/** What a user did with an advertisement; the wire name is the lower-case constant. */
public enum EventType {
    VIEW,
    CLICK,
    PURCHASE;

    /** The value of {@code event_type} on the events topic. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
