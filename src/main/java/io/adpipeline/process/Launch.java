package io.adpipeline.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts together the command of a child JVM and runs it. */
final class Launch {

    /** System property with JVM options, separated by blanks, for every child; an option of the child's own comes later. */
    private static final String OPTIONS_PROPERTY = "adpipeline.child.options";

    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final String URGENT = "-15";
    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * A terminal's Ctrl-C goes to every process that it started, but a child is ended by its parent, in good order.
     * A signal that is ignored stays so in the program that the shell becomes, and Java leaves it alone.
     */
    private static final String DEAF_TO_INTERRUPTS = "trap '' INT; exec \"$0\" \"$@\"";

    private Launch() {}

    /** Starts it; its output goes where the specification says. The argument file is gone if that fails. */
    static Process process(ChildJvm.Spec spec, File log, Path argumentFile) throws IOException {
        ArgumentFile.write(argumentFile, launcherArguments(spec, argumentFile));
        ProcessBuilder builder = new ProcessBuilder(command(spec, argumentFile));
        builder.redirectError(Redirect.appendTo(log));
        if (spec.onLine() == null) {
            builder.redirectOutput(Redirect.appendTo(log));
        }
        try {
            return builder.start();
        } catch (IOException e) {
            Files.deleteIfExists(argumentFile);
            throw e;
        }
    }

    private static List<String> command(ChildJvm.Spec spec, Path argumentFile) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(List.of(SHELL.toString(), "-c", DEAF_TO_INTERRUPTS));
        }
        if (spec.urgent() && Files.isExecutable(NICE)) {
            // it says so on standard error if we may not, and runs the command all the same
            command.addAll(List.of(NICE.toString(), "-n", URGENT));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // tells people who list processes which one this is
        command.add("-Dadpipeline.process=" + spec.name().replace(' ', '-'));
        command.add("@" + argumentFile);
        return command;
    }

    private static List<String> launcherArguments(ChildJvm.Spec spec, Path argumentFile) {
        // standard output in UTF-8 whatever the locale: the first is for Java 17, the second for later ones
        List<String> all = new ArrayList<>(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        all.addAll(List.of(System.getProperty(OPTIONS_PROPERTY, "").trim().split(" +")));
        all.removeIf(String::isEmpty);
        all.addAll(spec.jvmOptions());
        all.add("-D%s=%s".formatted(ArgumentFile.PROPERTY, argumentFile));
        all.add("-cp");
        all.add(System.getProperty("java.class.path"));
        all.add(spec.mainClass().getName());
        all.addAll(spec.arguments());
        return all;
    }
}
