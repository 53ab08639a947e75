package io.adpipeline.files;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads paths as people write them on a command line or in a setting. */
public final class UserPath {

    private UserPath() {}

    /**
     * The path as written: no character in it is special.
     *
     * @throws IllegalArgumentException if it begins with a {@code ~} that the shell did not replace, or has a character
     *     that the locale of this JVM cannot write; the message says what to write instead
     */
    public static Path of(String text) {
        if (text.equals("~") || text.startsWith("~/")) {
            throw new IllegalArgumentException(
                    "only the shell replaces '~', and only at the start of a word: write '%s', was '%s'"
                            .formatted(System.getProperty("user.home") + text.substring(1), text));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "the locale of this JVM cannot write the path '%s': set LC_ALL=C.UTF-8 and run again"
                            .formatted(text),
                    e);
        }
    }
}
