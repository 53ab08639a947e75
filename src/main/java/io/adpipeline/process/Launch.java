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

    /** System property with JVM options for every child, separated by blanks; a child's own options win. */
    private static final String OPTIONS_PROPERTY = "adpipeline.child.options";

    /**
     * The optimising compiler waits until code is four times as hot as usual: in a JVM's first minute that compiler
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

    /** Spark takes these for variables of a cluster that it runs on, and prefers the last one to any setting. */
    private static final List<String> OF_CLUSTERS =
            List.of("CONTAINER_ID", "SPARK_EXECUTOR_DIRS", "MESOS_SANDBOX", "SPARK_LOCAL_DIRS");

    private static final String CLASS_PATH = "CLASSPATH";
    /** Names of variables that differ from this JVM's in a child, or are missing there. */
    static final List<String> CHANGED = Stream.of(List.of(CLASS_PATH, VARIABLE), OPTION_VARIABLES, OF_CLUSTERS)
            .flatMap(List::stream)
            .toList();

    private Launch() {}

    /**
     * Starts the JVM and appends its output to the log. The class path goes into the environment, so that lists of
     * processes stay readable.
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
        // and Latin digits whatever the locale
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
     * Prepares the environment of a child. Users set options for every JVM in certain variables. The child gets only
     * the system properties among them, such as trust stores and proxies. It does not get what two JVMs cannot share
     * (ports, agents), nor memory sizes, since it has its own. The properties go into a variable of ours, because a JVM
     * prints what it reads from the usual ones, passwords included. This JVM has read those variables already, so it
     * knows the values.
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

    /** In the child: sets the properties that the parent handed on, unless the command line has set them already. */
    static void takeProperties() {
        Optional.ofNullable(System.getenv(VARIABLE)).stream()
                .flatMap(String::lines)
                .map(line -> line.split("=", 2))
                .filter(property -> System.getProperty(property[0]) == null)
                .forEach(property -> System.setProperty(property[0], property[1]));
    }
}
