package io.adpipeline.compare;

import java.util.Locale;
import java.util.Map;

/** One of the two variants that are compared. */
public enum Side {
    /** The variant to compare with. */
    A,
    /** The variant that is judged. */
    B;

    /**
     * Refuses changes of what both sides share.
     *
     * @param changes the keys that each side sets, and their values
     * @throws IllegalArgumentException if one is shared; names key and side
     */
    public static void requireOwnKeys(Map<Side, Map<String, String>> changes) {
        changes.forEach((side, keys) -> keys.keySet().stream()
                .filter(key -> key.equals("bootstrapServers") || key.startsWith("compare."))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException(
                            "%s is the same for both sides: set it for the scenario and not for %s"
                                    .formatted(key, side.label()));
                }));
    }

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
