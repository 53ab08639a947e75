package io.adpipeline.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import org.apache.commons.lang3.StringUtils;

/** The lines that two JVMs send each other: a word, and after a blank the object or the text that belongs to it. */
public final class Lines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Lines() {}

    /** A line of a word and an object. */
    public static String line(String word, Object value) {
        try {
            return word + ' ' + JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of a word and a text, whose line breaks become blanks. */
    public static String text(String word, String text) {
        return word + ' ' + text.strip().replaceAll("\\R", " ");
    }

    /** The word. */
    public static String word(String line) {
        return StringUtils.substringBefore(line, " ");
    }

    /** What follows the word; empty if nothing does. */
    public static String rest(String line) {
        return StringUtils.substringAfter(line, " ");
    }

    /**
     * The object of a line.
     *
     * @throws IllegalArgumentException if it is none; the message holds nothing of the line, which may be secret
     */
    public static <T> T value(String line, Class<T> type) {
        try {
            return JSON.readValue(rest(line), type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a %s with something that is no %s: the two JVMs are of different builds"
                    .formatted(word(line), type.getSimpleName()));
        }
    }
}
