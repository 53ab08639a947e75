package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A SPARK_HOME laid out by the example's script, and the reference job as a command for it. */
final class SparkHome {

    private final Path home;

    SparkHome(Path home) throws IOException, InterruptedException {
        this.home = home;
        Command laidOut = Command.run(Path.of("."), List.of("examples/spark-submit/spark-home.sh", home.toString()));
        assertThat(laidOut.exitCode()).as(laidOut.output()).isZero();
    }

    Path path() {
        return home;
    }

    /** spark-submit with these options, the job, and what it is told. */
    List<String> submit(List<String> options, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/spark-submit").toString()));
        command.addAll(options);
        command.addAll(List.of("--class", "io.adpipeline.pipeline.spark.WindowedCountsJob", jobJar().toString()));
        command.addAll(arguments);
        return command;
    }

    private static Path jobJar() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.getFileName().toString().matches("adpipeline-perf-.*\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toAbsolutePath();
        }
    }
}
