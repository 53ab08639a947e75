package io.adpipeline.compare;

import java.util.Locale;

/** One of the two variants that are compared. */
public enum Side {
    /** The variant to compare with. */
    A,
    /** The variant that is judged. */
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
