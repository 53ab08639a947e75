package io.adpipeline.scenario;

import io.adpipeline.scenario.Problems.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a YAML file, which must hold exactly one mapping. */
final class YamlDocument {

    private static final String ONE_MAPPING = "one YAML mapping of scenario keys";

    private YamlDocument() {}

    /** @throws ScenarioException if the file cannot be read, is no YAML, or is not one mapping */
    static MappingNode read(Path file) {
        return read(file, text(file));
    }

    /** The same of a text, as if it stood in the file. */
    static MappingNode read(Path file, String text) {
        Iterator<Node> documents = compose(file, text).iterator();
        Node root =
                next(file, documents).orElseThrow(() -> Problems.one(Place.whole(file), "", ONE_MAPPING, "empty", ""));
        if (!(root instanceof MappingNode mapping)) {
            throw Problems.one(place(file, root), "", ONE_MAPPING, Entries.shown(root), "");
        }
        next(file, documents).ifPresent(second -> {
            throw Problems.one(place(file, second), "", "a single YAML document", "a second one", "");
        });
        return mapping;
    }

    static Place place(Path file, Node node) {
        return place(file, node.getStartMark());
    }

    private static Place place(Path file, Optional<Mark> mark) {
        return mark.map(at -> Place.line(file, at.getLine() + 1)).orElse(Place.whole(file));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw Problems.saying(Place.whole(file), "file not found", "");
        } catch (CharacterCodingException notText) {
            throw Problems.saying(Place.whole(file), "not a text in UTF-8", "");
        } catch (IOException unreadable) {
            throw Problems.saying(Place.whole(file), "cannot read the file: " + unreadable, "");
        }
    }

    private static Iterable<Node> compose(Path file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.toString())
                // Entries reports duplicate keys later, with both lines
                .setAllowDuplicateKeys(true)
                .build();
        return new Compose(settings).composeAllFromString(text);
    }

    private static Optional<Node> next(Path file, Iterator<Node> documents) {
        try {
            return documents.hasNext() ? Optional.of(documents.next()) : Optional.empty();
        } catch (MarkedYamlEngineException broken) {
            throw syntax(place(file, broken.getProblemMark()), broken.getProblem());
        } catch (YamlEngineException broken) {
            throw syntax(Place.whole(file), broken.getMessage());
        } catch (StackOverflowError deep) {
            throw syntax(Place.whole(file), "nested too deeply");
        }
    }

    private static ScenarioException syntax(Place place, String problem) {
        if (problem.contains("TAB")) {
            return Problems.one(place, "", "YAML, indented with spaces", "indented with a tab", "");
        }
        String hint = problem.endsWith("got {")
                ? "a placeholder in a list is written in quotes, as in '${topics.events}'"
                : "";
        return Problems.one(place, "", "YAML", "broken: " + problem, hint);
    }
}
