package io.adpipeline.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A {@code @file} of the java launcher: a class path in it is never too long for the operating system. */
final class ArgumentFile {

    /** Tells the child which file it was started from. */
    static final String PROPERTY = "io.adpipeline.process.argumentFile";

    private ArgumentFile() {}

    /** A new temporary file that only this user can read. */
    static Path create() throws IOException {
        return Files.createTempFile("jvm-", ".args");
    }

    /** Removes the file that this JVM was started from: nobody needs it any more. */
    static void removeOwn() {
        String file = System.getProperty(PROPERTY);
        if (file == null) {
            return;
        }
        try {
            Files.deleteIfExists(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + file, e);
        }
    }

    /** Writes the arguments, one a line. */
    static void write(Path file, List<String> arguments) throws IOException {
        String text = arguments.stream().map(ArgumentFile::quoted).collect(Collectors.joining("\n", "", "\n"));
        // The launcher reads the file in the encoding of the platform, not in the default of the JVM.
        Files.writeString(file, text, Charset.forName(System.getProperty("native.encoding", "UTF-8")));
    }

    static String quoted(String argument) {
        String escaped = argument.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
        return '"' + escaped + '"';
    }
}
