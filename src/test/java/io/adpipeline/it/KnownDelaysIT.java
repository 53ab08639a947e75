package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.analysis.EventTimeline.Pause;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.RunResult.WindowStats;
import io.adpipeline.evidence.Phase;
import io.adpipeline.it.SyntheticLog.Counted;
import io.adpipeline.it.SyntheticLog.Emitted;
import io.adpipeline.latency.LatencyStats;
import io.adpipeline.latency.Statistic;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Metric;
import io.adpipeline.slo.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The whole suite against pipelines whose latency is known, twice: by the pipeline's own log of each row, with which
 * the suite must agree to the millisecond on any machine; and by the law of the delay, which the log must follow within
 * 3 % and what the machine added by being late.
 */
@Tag("measures")
class KnownDelaysIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @ParameterizedTest
    @CsvSource({
        "CONSTANT, p50, 250",
        "CONSTANT, p90, 250",
        "CONSTANT, mean, 250",
        "UNIFORM, p50, 250",
        "UNIFORM, p90, 370",
        "UNIFORM, mean, 250",
        // a fifth of the events fall into a stall and wait evenly up to 600 ms: 10 % wait over 300, 1 % over 570 ms
        "STALL, p90, 300",
        "STALL, p99, 570",
    })
    void theReportedLatencyIsTheKnownOne(String law, String statistic, double analyticMs) throws Exception {
        Known known = Known.of(law);

        assertThat(known.result.verdict().pipelineFaults())
                .as(known.result.verdict().message(law))
                .isEmpty();
        double loggedMs = known.logged(statistic, row -> row.appendedMs() - row.producedMs());
        double lateMs = known.logged("p99", row -> row.appendedMs() - row.dueMs());
        assertThat(value(
                        known.result,
                        Metric.END_TO_END,
                        Statistic.ofKey(statistic).orElseThrow()))
                .isCloseTo(loggedMs, within(1.0));
        // an event that is sent late meets another delay, which differs by no more than that
        double lagMs = known.largestLagMs();
        assertThat(loggedMs)
                .as("%s %s, rows late by %.0f ms at P99, events by at most %.0f ms", law, statistic, lateMs, lagMs)
                .isBetween(0.97 * analyticMs - lagMs, 1.03 * analyticMs + lagMs + lateMs);
    }

    /** Events by the pipeline's own log; the rows of a stall are few and hardly show in their P90. */
    @ParameterizedTest
    @ValueSource(strings = {"CONSTANT", "TICKS", "STALL", "PAUSE", "UNEVEN"})
    void theLatencyOfEventsIsThatOfThePipelinesLog(String law) throws Exception {
        Known known = Known.of(law);
        LatencyStats perEvent = known.result.latencies().get(Metric.PER_EVENT);
        LatencyStats logged = LatencyStats.of(known.counted.stream()
                .mapToDouble(event -> event.appendedMs() - event.intendedMs())
                .toArray());

        assertThat(known.result.verdict().pipelineFaults()).isEmpty();
        assertThat(perEvent.samples()).isEqualTo(logged.samples());
        assertThat(perEvent.value(Statistic.MEAN)).isCloseTo(logged.value(Statistic.MEAN), within(1.0));
        for (Statistic quantile : List.of(Statistic.P50, Statistic.P90, Statistic.P99)) {
            double loggedMs = logged.value(quantile);
            assertThat(perEvent.value(quantile))
                    .as("%s %s", law, quantile)
                    .isCloseTo(loggedMs, within(Math.max(2, loggedMs / 100)));
        }
        if (law.equals("PAUSE")) {
            double ofRowsMs = value(known.result, Metric.EVENT_TIME, Statistic.P90);
            double lateMs = known.logged("p99", row -> row.appendedMs() - row.dueMs()) + known.largestLagMs();
            assertThat(ofRowsMs)
                    .as("P90 of rows, late by at most %.0f ms at P99", lateMs)
                    .isLessThan(perEvent.value(Statistic.P90) / 3 + lateMs);
            Pause pause = known.result.events().orElseThrow().longestPause();
            long latestMs = known.log.emitted().stream()
                    .mapToLong(row -> row.appendedMs() - row.dueMs())
                    .max()
                    .orElseThrow();
            assertThat(known.log.emitted())
                    .filteredOn(row -> row.appendedMs() > pause.fromMs() && row.appendedMs() < pause.toMs())
                    .isEmpty();
            // the last row before the 600 ms may have come that late into them
            assertThat(pause.lengthMs())
                    .as("rows late by at most %d ms", latestMs)
                    .isBetween(600 - latestMs, 1_000 + latestMs + (long) known.largestLagMs());
        }
    }

    @Test
    void aStoppedGeneratorShowsInEventTimeAndLagAndMakesTheRunInvalid() throws Exception {
        GeneratorStop stop = new GeneratorStop();
        RunResult result = run("stopped", "CONSTANT", "2500ms", stop);

        double lagMs = result.load().orElseThrow().scheduleLagMs().get(Statistic.MAX);
        // of events every 4 ms, one was due just after the stop began
        assertThat(lagMs).isBetween(stop.shortestMs - 10, stop.longestMs + 1_000);
        Known known = Known.of(result, "stopped");
        double latestMs = known.logged("p100", row -> row.appendedMs() - row.dueMs());
        // its row may have got newer events of its window of 500 ms before it left, 250 ms after they came
        assertThat(value(result, Metric.EVENT_TIME, Statistic.MAX))
                .isBetween(lagMs + 250 - 500, lagMs + 250 + latestMs + 10);
        // endToEnd begins when an event is sent: the stop is no part of it, only the pipeline's own delay
        double lateMs = known.logged("p99", row -> row.appendedMs() - row.dueMs());
        assertThat(value(result, Metric.END_TO_END, Statistic.P99))
                .isCloseTo(known.logged("p99", row -> row.appendedMs() - row.producedMs()), within(1.0))
                .isBetween(245.0, 1.03 * 250 + lateMs);
        String message = result.verdict().message("stopped");
        assertThat(result.verdict().outcome()).as(message).isEqualTo(Outcome.INVALID);
        assertThat(message).contains("scheduleLag p99");
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
                warmup: 1s
                duration: %s
                tail: 500ms
                window: 500ms
                watermark: 1m
                topics: {partitions: 1}
                producer: {linger.ms: 0}
                settings: {law: %s, log: '%s'}
                slo:
                  perEvent: {p90: 1m}
                """.formatted(duration, law, folder.resolve(name)));
        return RunSupport.run(KAFKA.broker(), folder, scenario, listener);
    }

    /** One run a law, shared by the checks of its statistics; each measures whole periods of its law. */
    private record Known(RunResult result, SyntheticLog log, List<Emitted> measured, List<Counted> counted) {

        private static final Map<String, String> DURATIONS =
                Map.of("CONSTANT", "2s", "UNIFORM", "2s", "STALL", "3s", "TICKS", "2s", "PAUSE", "3s", "UNEVEN", "2s");
        private static final Map<String, Known> DONE = new HashMap<>();

        static Known of(String law) throws IOException, InterruptedException {
            if (!DONE.containsKey(law)) {
                String name = law.toLowerCase(Locale.ROOT);
                DONE.put(law, of(run(name, law, DURATIONS.get(law), RunListener.NONE), name));
            }
            return DONE.get(law);
        }

        /** A run, with the pipeline's log of the measured windows. */
        static Known of(RunResult result, String name) throws IOException {
            SyntheticLog log = SyntheticLog.read(folder.resolve(name));
            List<Long> windows =
                    result.windows().stream().map(WindowStats::startMs).toList();
            return new Known(
                    result,
                    log,
                    log.emitted().stream()
                            .filter(row -> windows.contains(row.windowStartMs()))
                            .toList(),
                    log.counted().stream()
                            .filter(event -> windows.contains(event.windowStartMs()))
                            .toList());
        }

        /** By how much the latest event was sent late, ms. */
        double largestLagMs() {
            return result.load().orElseThrow().scheduleLagMs().get(Statistic.MAX);
        }

        /** A statistic of the pipeline's log, ms: the mean, or the value of nearest rank. */
        double logged(String statistic, ToLongFunction<Emitted> ms) {
            long[] sorted = measured.stream().mapToLong(ms).sorted().toArray();
            return statistic.equals("mean")
                    ? Arrays.stream(sorted).average().orElseThrow()
                    : sorted[(int) Math.ceil(Integer.parseInt(statistic.substring(1)) / 100.0 * sorted.length) - 1];
        }
    }

    /** Stops the generator's process for a second when the measured phase begins. */
    private static final class GeneratorStop implements RunListener {

        /** The process had stopped before this began, and went on after it ended. */
        private double shortestMs;
        /** The process stopped after this had begun, and was told to go on before it ended. */
        private double longestMs;

        @Override
        public void phase(Scenario scenario, Phase phase) {
            if (phase == Phase.MEASURE) {
                long pid = RunSupport.generator().pid();
                long beforeNs = System.nanoTime();
                signal("-STOP", pid);
                long beginNs = System.nanoTime();
                for (long endNs = beginNs + TimeUnit.SECONDS.toNanos(1); System.nanoTime() < endNs; ) {
                    LockSupport.parkNanos(endNs - System.nanoTime());
                }
                shortestMs = (System.nanoTime() - beginNs) / 1e6;
                signal("-CONT", pid);
                longestMs = (System.nanoTime() - beforeNs) / 1e6;
            }
        }

        private static void signal(String signal, long pid) {
            try {
                assertThat(new ProcessBuilder("kill", signal, String.valueOf(pid))
                                .start()
                                .waitFor())
                        .as("kill %s %d", signal, pid)
                        .isZero();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
