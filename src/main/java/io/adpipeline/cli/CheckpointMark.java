package io.adpipeline.cli;

import io.adpipeline.files.WholeFile;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Ties a checkpoint to one job: with another pipeline, other windows or topics, or another output mode its state means
 * something else.
 */
final class CheckpointMark {

    private static final String FILE = "adpipeline-job.txt";

    private CheckpointMark() {}

    /**
     * Marks a new checkpoint with the job, or compares the mark of an old one with it.
     *
     * @throws IllegalArgumentException if the checkpoint is of another job; shows both
     */
    static void require(Path checkpoint, Scenario scenario) {
        Path file = checkpoint.resolve(FILE);
        String job = job(scenario).entrySet().stream()
                .map(setting -> setting.getKey() + " " + setting.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            String marked = Files.exists(file) ? Files.readString(file) : job;
            if (!marked.equals(job)) {
                throw new IllegalArgumentException(
                        "the checkpoint %s is of another job. It has%n%sand this one%n%sTake another folder, or the same settings"
                                .formatted(checkpoint, marked.indent(2), job.indent(2)));
            }
            WholeFile.write(file, job);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot mark the checkpoint %s: %s".formatted(checkpoint, e), e);
        }
    }

    private static Map<String, String> job(Scenario scenario) {
        return new TreeMap<>(Map.of(
                "pipeline", scenario.pipeline().name(),
                "window", scenario.pipeline().window().toString(),
                "outputMode", scenario.pipeline().outputMode().toString(),
                "topics.events", scenario.topics().events(),
                "topics.results", scenario.topics().results()));
    }
}
