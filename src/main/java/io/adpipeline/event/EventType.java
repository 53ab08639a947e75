package io.adpipeline.event;

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
}
