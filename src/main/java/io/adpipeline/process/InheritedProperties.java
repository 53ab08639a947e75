package io.adpipeline.process;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a child gets of the variables in which a user sets options for every JVM: the system properties, as of trust
 * stores and proxies, but nothing that two JVMs cannot both have (ports, agents) or that the child has sizes of its own
 * for. They go over a variable of ours, because a JVM prints what it reads from the usual ones, passwords included.
 */
final class InheritedProperties {

    private static final List<String> OPTION_VARIABLES =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
    private static final String VARIABLE = "ADPIPELINE_CHILD_PROPERTIES";
    private static final Pattern PROPERTY = Pattern.compile("(?<![^\\s\"'])-D([^\\s=\"']+)");
    private static final String MANAGEMENT = "com.sun.management.";

    private InheritedProperties() {}

    /** Changes the environment that a child is to get. This JVM has read the variables, so it has the values. */
    static void handOn(Map<String, String> environment) {
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

    /** Sets them in the child, unless its command line has set them already. */
    static void take() {
        Optional.ofNullable(System.getenv(VARIABLE)).stream()
                .flatMap(String::lines)
                .map(line -> line.split("=", 2))
                .filter(property -> System.getProperty(property[0]) == null)
                .forEach(property -> System.setProperty(property[0], property[1]));
    }
}
