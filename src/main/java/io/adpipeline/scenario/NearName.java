package io.adpipeline.scenario;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which known name was meant by an unknown one. */
final class NearName {

    private static final int MOST_GUESSES = 3;

    private NearName() {}

    /** As in {@code did you mean 'window'?}; empty if no known name is near. */
    static String hint(String name, Collection<String> known) {
        // a third of the letters may be wrong: more is a different word
        LevenshteinDistance measure = new LevenshteinDistance(Math.max(1, name.length() / 3));
        String lower = name.toLowerCase(Locale.ROOT);
        TreeMap<Integer, List<String>> near = known.stream()
                .collect(Collectors.groupingBy(
                        other -> measure.apply(lower, other.toLowerCase(Locale.ROOT)),
                        TreeMap::new,
                        Collectors.toList()));
        near.remove(-1); // too far
        return near.isEmpty() ? "" : asked(near.firstEntry().getValue());
    }

    /** The same for names that end with the given one: {@code partitions} means {@code topics.partitions}. */
    static String hintFromEnd(String name, Collection<String> known) {
        List<String> near =
                known.stream().filter(other -> other.endsWith("." + name)).toList();
        return near.isEmpty() ? "" : asked(near);
    }

    private static String asked(List<String> near) {
        return near.stream()
                .limit(MOST_GUESSES)
                .map("'%s'"::formatted)
                .collect(Collectors.joining(" or ", "did you mean ", "?"));
    }
}
