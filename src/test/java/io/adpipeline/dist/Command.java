package io.adpipeline.dist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param exitCode of the program
 * @param output what it printed, standard error included
 */
public record Command(int exitCode, String output) {

    private static final long LIMIT_MINUTES = 8;

    /** Options for JVMs that are too short for the optimising compiler, and the verification of classes, to pay off. */
    static final String SHORT_LIVED = System.getProperty("adpipeline.child.options", "");

    /** Hands these options on to the JVMs that the program starts. */
    static final Map<String, String> ENVIRONMENT =
            Map.of("ADPIPELINE_JAVA_OPTIONS", "-Dadpipeline.child.options=@" + file(SHORT_LIVED));

    /** The program takes blanks for the ends of its options, so these go through a file. */
    private static Path file(String options) {
        try {
            Path file = Files.writeString(Files.createTempFile("short-lived-", ".options"), options);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program in a folder. */
    static Command run(Path directory, List<String> command) throws IOException, InterruptedException {
        return run(directory, ENVIRONMENT, command);
    }

    /** Runs a program in a folder, with these variables besides those of this JVM. */
    public static Command run(Path directory, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("output-", ".txt");
        try {
            Process process = start(directory, output, environment, command);
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("%s did not end within %d minutes: %s"
                        .formatted(command, LIMIT_MINUTES, Files.readString(output)));
            }
            return new Command(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    /** Starts a program in a folder; what it prints goes to a file. */
    public static Process start(Path directory, Path output, Map<String, String> environment, List<String> command)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
