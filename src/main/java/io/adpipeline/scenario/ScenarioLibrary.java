package io.adpipeline.scenario;

import io.adpipeline.scenario.Problems.Place;
import io.adpipeline.scenario.ScenarioException.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * The scenarios of a directory: every {@code *.yaml} directly in it, but not the hidden ones that editors and archives
 * leave. A {@code *.yml} or {@code *.YAML} is an error: otherwise nobody would notice that it is ignored.
 * Immutable, so that any thread may use it.
 */
public final class ScenarioLibrary {

    /** Files that are scenarios or seem meant as such; hidden files do not match. */
    private static final Pattern FILE = Pattern.compile("(?s)(?!\\.).*\\.ya?ml", Pattern.CASE_INSENSITIVE);

    private final Path directory;
    private final ScenarioParser parser;

    /** @param directory where the files are; read anew at every call */
    public ScenarioLibrary(Path directory, ScenarioParser parser) {
        this.directory = directory;
        this.parser = parser;
    }

    /**
     * The names of all scenarios, sorted, whether their files are valid or not.
     *
     * @throws ScenarioException if the directory cannot be read or has no scenario
     */
    public List<String> names() {
        return files().stream().map(ScenarioParser::name).toList();
    }

    /**
     * The chosen scenarios, sorted by name. Tags are those of the files, before overrides. Files that are not chosen
     * may be invalid; but to choose by tag, the tags of every file that matches the names must be readable.
     *
     * @param overrides as for {@link ScenarioParser#parse}; they apply to every chosen scenario
     * @throws ScenarioException with the problems of all chosen files; or if the directory cannot be read; or if a
     *     name, a glob or a tag matches nothing
     */
    public List<Scenario> select(Selection selection, Map<String, String> overrides) {
        List<Path> chosen = byTag(selection.tags(), byName(selection.names(), files()));
        List<Scenario> scenarios = new ArrayList<>();
        // a wrong override is a problem of every scenario, but is reported once
        Set<Problem> problems = new LinkedHashSet<>();
        for (Path file : chosen) {
            try {
                scenarios.add(parser.parse(file, overrides));
            } catch (ScenarioException broken) {
                problems.addAll(broken.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(List.copyOf(problems));
        }
        return scenarios;
    }

    private List<Path> files() {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(file -> FILE.matcher(name(file)).matches())
                    .sorted(Comparator.comparing(ScenarioParser::name))
                    .toList();
            for (Path file : files) {
                if (!name(file).endsWith(ScenarioParser.ENDING)) {
                    throw Problems.saying(
                            Place.whole(file), "scenarios end in %s".formatted(ScenarioParser.ENDING), "rename it");
                }
            }
            if (files.isEmpty()) {
                throw Problems.saying(Place.whole(directory), "no scenarios (*.yaml) in this directory", "");
            }
            return files;
        } catch (IOException unreadable) {
            throw Problems.saying(Place.whole(directory), "cannot read the directory: " + unreadable, "");
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private List<Path> byName(List<String> patterns, List<Path> files) {
        if (patterns.isEmpty()) {
            return files;
        }
        List<String> names = files.stream().map(ScenarioParser::name).toList();
        Set<Path> matched = new HashSet<>();
        for (String pattern : patterns) {
            PathMatcher matcher = matcher(pattern);
            List<Path> found = files.stream()
                    .filter(file -> matcher.matches(Path.of(ScenarioParser.name(file))))
                    .toList();
            if (found.isEmpty()) {
                throw noMatch("scenario", pattern, names);
            }
            matched.addAll(found);
        }
        return files.stream().filter(matched::contains).toList();
    }

    private PathMatcher matcher(String pattern) {
        try {
            return directory.getFileSystem().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException broken) {
            throw Problems.one(
                    Place.whole(directory),
                    "scenario",
                    "a name or a glob",
                    Entry.quoted(pattern),
                    broken.getDescription());
        }
    }

    private List<Path> byTag(List<String> tags, List<Path> files) {
        if (tags.isEmpty()) {
            return files;
        }
        Map<Path, List<String>> tagsOf = new TreeMap<>();
        files.forEach(file -> tagsOf.put(file, parser.tags(file)));
        Set<String> known = new TreeSet<>();
        tagsOf.values().forEach(known::addAll);
        for (String tag : tags) {
            if (!known.contains(tag)) {
                throw noMatch("tag", tag, List.copyOf(known));
            }
        }
        return files.stream()
                .filter(file -> tagsOf.get(file).stream().anyMatch(tags::contains))
                .toList();
    }

    private ScenarioException noMatch(String kind, String requested, List<String> known) {
        String available = known.isEmpty() ? "there are none" : "available: " + String.join(", ", known);
        return Problems.saying(
                Place.whole(directory),
                "unknown %s %s; %s".formatted(kind, Entry.quoted(requested), available),
                NearName.hint(requested, known));
    }

    /**
     * Which scenarios to run.
     *
     * @param names names or globs ({@code *}, {@code ?}), any of which has to match; empty for any name
     * @param tags any of which a scenario has to have; empty for any
     */
    public record Selection(List<String> names, List<String> tags) {

        /** The tag that is selected if neither names nor tags are given. */
        public static final String DEFAULT_TAG = "baseline";

        public Selection {
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
        public static Selection of(String names, String tags) {
            return names.isEmpty() && tags.isEmpty()
                    ? new Selection(List.of(), List.of(DEFAULT_TAG))
                    : new Selection(split(names), split(tags));
        }

        private static List<String> split(String list) {
            return list.isEmpty()
                    ? List.of()
                    : Arrays.stream(list.split(",", -1)).map(String::strip).toList();
        }
    }
}
