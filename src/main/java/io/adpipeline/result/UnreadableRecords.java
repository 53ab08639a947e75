package io.adpipeline.result;

import java.util.Optional;

/**
 * Records of a results topic that are no results.
 *
 * @param count how many
 * @param first where the first one is and what is wrong with it; empty if there is none
 */
public record UnreadableRecords(long count, Optional<String> first) {

    public static final UnreadableRecords NONE = new UnreadableRecords(0, Optional.empty());

    UnreadableRecords and(String next) {
        return new UnreadableRecords(count + 1, first.or(() -> Optional.of(next)));
    }
}
