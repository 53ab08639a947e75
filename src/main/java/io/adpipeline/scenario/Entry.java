package io.adpipeline.scenario;

import io.adpipeline.files.PlainText;
import io.adpipeline.scenario.Problems.Place;
import java.util.List;
import java.util.Optional;

/**
 * The value written at one key of a scenario: a text, a list of texts, or something that no key accepts.
 *
 * @param place where it stands
 * @param text the text, if it is one
 * @param items the texts, if it is a list of texts
 * @param shown the value for an error message
 */
record Entry(Place place, Optional<String> text, Optional<List<String>> items, String shown) {

    /** The kind of value, for messages that must not show a value, which may be secret. */
    String kind() {
        return items.isPresent() ? "a list" : text.isPresent() ? "a text" : shown;
    }

    static Entry ofText(Place place, String text) {
        return new Entry(place, Optional.of(text), Optional.empty(), quoted(text));
    }

    static Entry ofItems(Place place, List<String> items) {
        return new Entry(place, Optional.empty(), Optional.of(List.copyOf(items)), items.toString());
    }

    static Entry ofNeither(Place place, String shown) {
        return new Entry(place, Optional.empty(), Optional.empty(), shown);
    }

    static String quoted(String text) {
        return "'" + PlainText.of(text) + "'";
    }
}
