package io.adpipeline.event;

import java.util.Optional;

/** What a user did with an advertisement; the wire name is the lower-case constant. */
public enum EventType {
    VIEW("view"),
    CLICK("click"),
    PURCHASE("purchase");

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    /** The value of {@code event_type} on the events topic. */
    public String wireName() {
        return wireName;
    }

    /** The type of that wire name; empty if there is none. */
    public static Optional<EventType> ofWireName(String wireName) {
        for (EventType type : values()) {
            if (type.wireName.equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
