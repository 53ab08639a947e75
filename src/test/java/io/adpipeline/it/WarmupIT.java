package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.RunResult;
import io.adpipeline.run.RunListener;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WarmupIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    /** The synthetic pipeline is as fast as ever from its first event on. */
    @Test
    void aWarmupEndsWhenLatenciesNoLongerFallAndTheMeasuredEventsAreThoseOfAnyOther() throws Exception {
        RunResult ended = run("ended", "{atMost: 2m}");
        RunResult none = run("none", "0s");

        assertThat(ended.verdict().pipelineFaults())
                .as(ended.verdict().message("ended"))
                .isEmpty();
        assertThat(ended.facts().warmup().lengthMs()).isBetween(20_000L, 60_000L);
        assertThat(ended.facts().warmup().fallPercent().orElseThrow()).isLessThan(10);
        assertThat(ended.load().orElseThrow().warmupMs())
                .isEqualTo(ended.facts().warmup().lengthMs());
        assertThat(ended.windows()).hasSize(3);
        assertThat(none.facts().warmup().fallPercent()).isEmpty();
        List<String> measured = measured("ended");
        assertThat(measured).hasSizeGreaterThan(30).isEqualTo(measured("none"));
    }

    /** The lines of the truth from the measured part on. */
    private static List<String> measured(String name) throws Exception {
        return Files.readAllLines(folder.resolve("perf").resolve(name).resolve("truth.csv")).stream()
                .skip(1)
                .filter(line -> !line.startsWith("-"))
                .toList();
    }

    private static RunResult run(String name, String warmup) throws Exception {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: poisson}
                eventsPerProducer: 250
                seed: 7
                warmup: %s
                duration: 1500ms
                tail: 500ms
                window: 500ms
                watermark: 1m   # how punctual the load is does not matter here
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1m}
                """.formatted(warmup));
        return RunSupport.run(KAFKA.broker(), folder, scenario, RunListener.NONE);
    }
}
