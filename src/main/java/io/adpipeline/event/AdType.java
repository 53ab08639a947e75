package io.adpipeline.event;

/** The form of an advertisement; the wire name is the lower-case constant. */
public enum AdType {
    IMAGE("image"),
    VIDEO("video"),
    CAROUSEL("carousel"),
    TEXT("text"),
    STORY("story"),
    SHOPPING("shopping"),
    COLLECTION("collection");

    private final String wireName;

    AdType(String wireName) {
        this.wireName = wireName;
    }

    /** The value of {@code ad_type} on the events topic. */
    public String wireName() {
        return wireName;
    }
}
