package io.adpipeline.pipeline;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The pipelines on the class path, by name. Immutable. */
public final class Pipelines {

    private final SortedMap<String, PipelineUnderTest> byName = new TreeMap<>();

    /** For tests; everyone else takes {@link #load()}. */
    Pipelines(Iterable<PipelineUnderTest> pipelines) {
        for (PipelineUnderTest pipeline : pipelines) {
            PipelineUnderTest other = byName.putIfAbsent(pipeline.name(), pipeline);
            if (other != null) {
                throw new IllegalStateException("two pipelines are named '%s': %s and %s"
                        .formatted(
                                pipeline.name(),
                                other.getClass().getName(),
                                pipeline.getClass().getName()));
            }
        }
    }

    /**
     * Finds the pipelines registered as services.
     *
     * @throws IllegalStateException if two have the same name
     * @throws java.util.ServiceConfigurationError if a registered pipeline cannot be created
     */
    public static Pipelines load() {
        return new Pipelines(ServiceLoader.load(PipelineUnderTest.class));
    }

    /**
     * The pipeline of that name.
     *
     * @throws IllegalArgumentException if there is none; lists the existing ones
     */
    public PipelineUnderTest named(String name) {
        PipelineUnderTest pipeline = byName.get(name);
        if (pipeline == null) {
            throw new IllegalArgumentException(
                    "pipeline must be one of %s, was '%s'".formatted(String.join(", ", byName.keySet()), name));
        }
        return pipeline;
    }

    /**
     * The pipeline of that name, if it can be started here with such settings.
     *
     * @throws IllegalArgumentException as {@link #named}, and if it does not take one of the settings
     * @throws IllegalStateException if a setting's value, this JVM, its user or its machine keeps it from starting
     */
    public PipelineUnderTest startable(String name, Map<String, String> settings) {
        PipelineUnderTest pipeline = named(name);
        settings.keySet().forEach(setting -> requireTaken(pipeline, setting));
        pipeline.obstacle(settings).ifPresent(obstacle -> {
            throw new IllegalStateException("the pipeline '%s' cannot start here: %s".formatted(name, obstacle));
        });
        return pipeline;
    }

    private static void requireTaken(PipelineUnderTest pipeline, String setting) {
        boolean taken = pipeline.settings().stream()
                .anyMatch(known -> known.endsWith("*")
                        ? setting.startsWith(known.substring(0, known.length() - 1))
                        : setting.equals(known));
        if (!taken) {
            String known = String.join(", ", new TreeSet<>(pipeline.settings()));
            throw new IllegalArgumentException("settings must be %s with the pipeline '%s', was '%s'"
                    .formatted(known.isEmpty() ? "left out" : "of " + known, pipeline.name(), setting));
        }
    }
}
