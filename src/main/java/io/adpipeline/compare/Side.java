package io.adpipeline.compare;

import java.util.Locale;

/** One of the two that are compared. */
public enum Side {
    /** What is compared with. */
    A,
    /** What is asked about. */
    B;

    /** The other one. */
    Side other() {
        return this == A ? B : A;
    }

    /**
     * The side of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Side ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    /** As people and files write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
