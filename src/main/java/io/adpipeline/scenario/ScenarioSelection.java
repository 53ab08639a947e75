package io.adpipeline.scenario;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which scenarios to run.
 *
 * @param names names or globs ({@code *}, {@code ?}), any of which has to match; empty for any name
 * @param tags any of which a scenario has to have; empty for any
 */
public record ScenarioSelection(List<String> names, List<String> tags) {

    /** The tag that is chosen where nothing is. */
    public static final String DEFAULT_TAG = "baseline";

    public ScenarioSelection {
        names = List.copyOf(names);
        tags = List.copyOf(tags);
        if (Stream.concat(names.stream(), tags.stream()).anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "names and tags must not be blank, were names %s and tags %s".formatted(names, tags));
        }
    }

    /**
     * Reads two lists with commas, as in {@code mmpp,uni*}. If both are empty, the selection is the tag
     * {@link #DEFAULT_TAG}; if both are given, scenarios have to match both.
     *
     * @throws IllegalArgumentException if a part between commas is blank
     */
    public static ScenarioSelection of(String names, String tags) {
        return names.isEmpty() && tags.isEmpty()
                ? new ScenarioSelection(List.of(), List.of(DEFAULT_TAG))
                : new ScenarioSelection(split(names), split(tags));
    }

    private static List<String> split(String list) {
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
    }
}
