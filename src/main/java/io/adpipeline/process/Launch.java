package io.adpipeline.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/** Puts together the command of a child JVM and the properties that it inherits, and runs it. */
final class Launch {

    /** System property with JVM options, separated by blanks, for every child; an option of the child's own comes later. */
    private static final String OPTIONS_PROPERTY = "adpipeline.child.options";

    /**
     * Code has to be four times as hot as usual before the optimising compiler takes it: in a JVM's first minute that compiler
     * takes the cores which the work needs (docs/MEASUREMENT.md, Warm-up).
     */
    private static final List<String> PATIENT_COMPILER = List.of(
            "-XX:Tier4InvocationThreshold=20000",
            "-XX:Tier4MinInvocationThreshold=2400",
            "-XX:Tier4CompileThreshold=60000",
            "-XX:Tier4BackEdgeThreshold=160000");

    private static final Path SHELL = Path.of("/bin/sh");

    /**
     * Ctrl-C, and the end of the terminal, reach the whole process group, but only the parent ends a child. The shell
     * ignores these signals and execs java, which inherits that.
     */
    private static final String IGNORE_TERMINAL = "trap '' INT HUP; exec \"$0\" \"$@\"";

    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final String VARIABLE = "ADPIPELINE_CHILD_PROPERTIES";
    private static final Pattern PROPERTY = Pattern.compile("(?<![^\\s\"'])-D([^\\s=\"']+)");
    private static final String MANAGEMENT = "com.sun.management.";

    /** Spark would take these for those of a cluster that it runs on, and prefers the last to any setting. */
    private static final List<String> OF_CLUSTERS =
            List.of("CONTAINER_ID", "SPARK_EXECUTOR_DIRS", "MESOS_SANDBOX", "SPARK_LOCAL_DIRS");

    private static final String CLASS_PATH = "CLASSPATH";
    /** Variables that a child has otherwise than this JVM, or not at all. */
    static final List<String> CHANGED = Stream.of(List.of(CLASS_PATH, VARIABLE), OPTION_VARIABLES, OF_CLUSTERS)
            .flatMap(List::stream)
            .toList();

    private Launch() {}

    /**
     * Starts it; its output goes to the log. The class path goes over the environment, where it does not crowd the list
     * of processes.
     */
    static Process process(ChildJvm.Spec spec, File log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(spec));
        builder.environment().put(CLASS_PATH, spec.classPath().orElse(System.getProperty("java.class.path")));
        builder.environment().keySet().removeAll(OF_CLUSTERS);
        handOnProperties(builder.environment());
        builder.redirectError(Redirect.appendTo(log));
        builder.redirectOutput(Redirect.appendTo(log));
        return builder.start();
    }

    private static List<String> command(ChildJvm.Spec spec) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SHELL)) {
            command.addAll(List.of(SHELL.toString(), "-c", IGNORE_TERMINAL));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // tells people who list processes which one this is
        command.add("-Dadpipeline.process=" + spec.name().replace(' ', '-'));
        // standard output in UTF-8 whatever the locale: the first is for Java 17, the second for later ones
        command.addAll(List.of("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8"));
        // and Latin digits
        command.addAll(List.of("-Duser.language=en", "-Duser.country=US"));
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.addAll(PATIENT_COMPILER);
        command.addAll(List.of(StringUtils.split(System.getProperty(OPTIONS_PROPERTY, ""))));
        command.addAll(spec.jvmOptions());
        command.add(spec.mainClass().getName());
        command.addAll(spec.arguments());
        return command;
    }

    /**
     * Changes the environment that a child is to get. Of the variables in which a user sets options for every JVM it
     * gets the system properties, as of trust stores and proxies, but nothing that two JVMs cannot both have (ports,
     * agents) or that the child has sizes of its own for. They go over a variable of ours, because a JVM prints what it
     * reads from the usual ones, passwords included. This JVM has read the variables, so it has the values.
     */
    static void handOnProperties(Map<String, String> environment) {
        String properties = OPTION_VARIABLES.stream()
                .map(environment::remove)
                .filter(options -> options != null)
                .flatMap(options -> PROPERTY.matcher(options).results())
                .map(option -> option.group(1))
                .filter(name -> !name.startsWith(MANAGEMENT) && System.getProperty(name) != null)
                .distinct()
                .map(name -> name + "=" + System.getProperty(name))
                .collect(Collectors.joining("\n"));
        environment.put(VARIABLE, properties);
    }

    /** Sets these properties in the child, unless its command line has set them already. */
    static void takeProperties() {
        Optional.ofNullable(System.getenv(VARIABLE)).stream()
                .flatMap(String::lines)
                .map(line -> line.split("=", 2))
                .filter(property -> System.getProperty(property[0]) == null)
                .forEach(property -> System.setProperty(property[0], property[1]));
    }
}
