package io.adpipeline.bench;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * How benchmarks are run.
 *
 * @param directory where files go
 * @param askedRepeats how often each measurement is repeated, from 1; empty for the benchmark's own choice
 */
record BenchOptions(Path directory, OptionalInt askedRepeats) {

    private static final String REPEATS = "bench.repeats";

    BenchOptions {
        askedRepeats.ifPresent(BenchOptions::requirePositive);
    }

    private static void requirePositive(int repeats) {
        if (repeats < 1) {
            throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(REPEATS, repeats));
        }
    }

    /**
     * As the system property {@code bench.repeats} says.
     *
     * @throws IllegalArgumentException if it is no number from 1
     */
    static BenchOptions ofSystemProperties(Path directory) {
        String repeats = System.getProperty(REPEATS);
        if (repeats == null) {
            return new BenchOptions(directory, OptionalInt.empty());
        }
        try {
            return new BenchOptions(directory, OptionalInt.of(Integer.parseInt(repeats)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s must be a whole number, was '%s'".formatted(REPEATS, repeats), e);
        }
    }

    /** The asked number of repeats, or the given one. */
    int repeats(int unlessAsked) {
        return askedRepeats.orElse(unlessAsked);
    }
}
