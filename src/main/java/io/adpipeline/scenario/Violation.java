package io.adpipeline.scenario;

import java.util.List;

/**
 * A rule of scenarios that a value breaks.
 *
 * @param keys the key the rule is about, then the keys it depends on
 * @param allowed what the first of them may be
 * @param actual what it is
 * @param hint what may have been meant; empty if there is no telling
 */
record Violation(List<String> keys, String allowed, String actual, String hint) {

    Violation {
        keys = List.copyOf(keys);
    }

    Violation(List<String> keys, String allowed, String actual) {
        this(keys, allowed, actual, "");
    }

    String key() {
        return keys.get(0);
    }
}
