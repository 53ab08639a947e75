package io.adpipeline.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;

/**
 * How long somebody waits who enters {@code mvn verify -Pperf}: from the command to the first event of the load, with a
 * project that is built. It includes Maven, Kafka, Spark, and the wait for the start of a window, which is 0 to 10 s.
 * What is measured is a copy of this project, so that nothing in {@code target} changes meanwhile.
 */
final class TimeToFirstEvent implements Benchmark {

    private static final int REPEATS = 5;
    private static final String SCENARIO = "uniform";
    private static final long LIMIT_MINUTES = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A warm-up is not counted, and how fast the pipeline is does not matter here. */
    private static final List<String> GATE = List.of(
            "verify",
            "-Pperf",
            "-Dperf.kafka=embedded",
            "-Dperf.scenarios=" + SCENARIO,
            "-Dperf.set.warmup=10s",
            "-Dperf.set.duration=10s",
            "-Dperf.set.tail=5s",
            "-Dperf.set.campaigns=100",
            "-Dperf.set.slo.endToEnd.p90=60s",
            "-Dperf.set.slo.windowClose.p90=60s");

    @Override
    public List<Comparison> run(BenchOptions options) throws Exception {
        Path project = copy(options.directory().resolve(name()));
        maven(project, List.of("package", "-DskipTests"));
        List<Double> seconds = new ArrayList<>();
        for (int repeat = 0; repeat < options.repeats(REPEATS); repeat++) {
            long enteredMs = System.currentTimeMillis();
            maven(project, GATE);
            seconds.add((loadStartMs(project) - enteredMs) / 1e3);
        }
        return List.of(Comparison.alone("mvn verify -Pperf to the first event", new Series("project", "s", seconds))
                .withTarget(Target.oursAtMost(25, "s")));
    }

    /** Everything but what was built and what is hidden. */
    private static Path copy(Path project) throws IOException {
        Utils.delete(project.toFile());
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            for (Path file : files.filter(TimeToFirstEvent::isSource).toList()) {
                Path copy = project.resolve(file);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return project;
    }

    private static boolean isSource(Path file) {
        String top = file.getName(0).toString();
        return Files.isRegularFile(file) && !top.startsWith(".") && !top.equals("target");
    }

    private static void maven(Path project, List<String> arguments) throws IOException, InterruptedException {
        Path log = project.resolve("maven.log");
        List<String> command = new ArrayList<>(List.of("mvn", "-B", "-ntp"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("%s must end within %d minutes with 0, see %s"
                        .formatted(command, LIMIT_MINUTES, log.toAbsolutePath()));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    private static long loadStartMs(Path project) throws IOException {
        return JSON.readTree(project.resolve(Path.of("target", "perf", SCENARIO, "run.json"))
                        .toFile())
                .required("loadStartMs")
                .longValue();
    }
}
