package io.adpipeline.capacity;

/** What a trial is for. */
public enum Purpose {
    /** The first one, not counted: compilers and caches settle. */
    WARM_UP("warm-up"),
    /** A short one, to find the rate. */
    SEARCH("search"),
    /** One at full length, to confirm the answer. */
    CONFIRM("confirm");

    private final String title;

    Purpose(String title) {
        this.title = title;
    }

    /** What people read. */
    public String title() {
        return title;
    }
}
