package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.latency.Statistic;
import io.adpipeline.run.Phase;
import io.adpipeline.run.RunListener;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole suite against pipelines whose latency is known: what it reports must be what the law of the delay says,
 * within 3 %. The synthetic pipeline's own overhead is measured by itself and taken off.
 */
@Isolated("it measures")
class KnownDelaysIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final EmbeddedKafka KAFKA = new EmbeddedKafka();

    @ParameterizedTest
    @CsvSource({
        "CONSTANT, p50, 250",
        "CONSTANT, p90, 250",
        "CONSTANT, mean, 250",
        "UNIFORM, p50, 250",
        "UNIFORM, p90, 370",
        "UNIFORM, mean, 250",
        // a fifth of the events fall into a stall and wait evenly from 0 to 2 s: 10 % wait over 1 s, 1 % over 1.9 s
        "STALL, p90, 1000",
        "STALL, p99, 1900",
    })
    void theReportedLatencyIsTheKnownOne(String law, String statistic, double analyticMs) throws Exception {
        RunResult result = Runs.of(law);

        assertThat(result.verdict().pipelineFaults()).isEmpty();
        double overheadMs = Double.parseDouble(result.facts().pipeline().get("overheadMs"));
        double reportedMs = value(result, Metric.END_TO_END, Statistic.ofKey(statistic).orElseThrow());
        assertThat(overheadMs).isBetween(0.0, 0.05 * analyticMs);
        assertThat(reportedMs - overheadMs)
                .as("%s %s, of which %.2f ms are overhead", law, statistic, overheadMs)
                .isCloseTo(analyticMs, within(0.03 * analyticMs));
    }

    @Test
    void aStoppedGeneratorShowsInEventTimeAndLagAndMakesTheRunInvalid() throws Exception {
        RunResult result;
        try (StopGenerator stop = new StopGenerator()) {
            result = run("stopped", "CONSTANT", "6s", stop);
        }

        assertThat(value(result, Metric.EVENT_TIME, Statistic.MAX)).isBetween(1_200.0, 1_700.0);
        assertThat(result.load().orElseThrow().scheduleLagMs().get("max")).isBetween(950.0, 1_400.0);
        // the events of the stop come in one burst, which costs the pipeline something, but nothing like the stop
        assertThat(value(result, Metric.END_TO_END, Statistic.P50)).isBetween(245.0, 275.0);
        assertThat(value(result, Metric.END_TO_END, Statistic.P99)).isLessThan(500);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INVALID);
        assertThat(result.verdict().message("stopped")).contains("scheduleLag p99");
    }

    private static double value(RunResult result, Metric metric, Statistic statistic) {
        return result.latencies().get(metric).valuesMs().get(statistic);
    }

    private static RunResult run(String name, String law, String duration, RunListener listener)
            throws IOException, InterruptedException {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: uniform}
                producers: 1
                eventsPerProducer: 250
                warmup: 3s
                duration: %s
                tail: 1s
                window: 1s
                topics: {partitions: 1}
                producer: {linger.ms: 0}
                spark: {law: %s}
                slo:
                  endToEnd: {p90: 3s}
                """.formatted(duration, law));
        return RunSupport.run(KAFKA.broker(), folder, scenario, listener);
    }

    /** One run a law, shared by the checks of its statistics; each measures whole periods of its law. */
    private static final class Runs {

        private static final Map<String, String> DURATIONS =
                Map.of("CONSTANT", "4s", "UNIFORM", "8s", "STALL", "10s");
        private static final Map<String, RunResult> DONE = new HashMap<>();

        static RunResult of(String law) throws IOException, InterruptedException {
            if (!DONE.containsKey(law)) {
                DONE.put(law, run(law.toLowerCase(Locale.ROOT), law, DURATIONS.get(law), RunListener.NONE));
            }
            return DONE.get(law);
        }
    }

    /** Stops the generator's process for a second, in the middle of the measured phase. */
    private static final class StopGenerator implements RunListener, AutoCloseable {

        private CompletableFuture<Void> stopped;
        private CompletableFuture<Void> continued;

        @Override
        public void phase(Scenario scenario, Phase phase) {
            if (phase == Phase.MEASURE) {
                long pid = generator().pid();
                stopped = after(1_500, () -> signal("-STOP", pid));
                continued = after(2_500, () -> signal("-CONT", pid));
            }
        }

        private static CompletableFuture<Void> after(long delayMs, Runnable action) {
            return CompletableFuture.runAsync(
                    action, CompletableFuture.delayedExecutor(delayMs, TimeUnit.MILLISECONDS));
        }

        /** Tells if it could not do what it was for. */
        @Override
        public void close() {
            stopped.join();
            continued.join();
        }

        private static ProcessHandle generator() {
            return ProcessHandle.current().descendants()
                    .filter(process -> process.info().commandLine().orElse("").contains("load-generator"))
                    .findFirst()
                    .orElseThrow();
        }

        private static void signal(String signal, long pid) {
            try {
                assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor())
                        .as("kill %s %d", signal, pid).isZero();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
