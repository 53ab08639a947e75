package io.adpipeline.scenario;

import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** How overrides of scenario keys are given: as system properties, as in {@code -Dperf.set.duration=20s}. */
public final class ScenarioOverrides {

    /** What their names begin with; the rest is the dotted key. */
    public static final String PREFIX = "perf.set.";

    /** How such an override is written on a command line, up to the key. */
    static final String WRITTEN = "-D" + PREFIX;

    private ScenarioOverrides() {}

    /** The overrides among the properties, by dotted key; other properties are left alone. */
    public static Map<String, String> from(Properties properties) {
        Map<String, String> overrides = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                overrides.put(name.substring(PREFIX.length()), properties.getProperty(name));
            }
        }
        return overrides;
    }
}
