package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.capacity.CapacityAnswer.Kind;
import io.adpipeline.capacity.CapacityListener;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.run.RunOptions;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** How trials of a search are run, whatever the machine is busy with. */
@ResourceLock("a run of the synthetic pipeline")
class CapacityTrialsIT {

    @TempDir
    static Path folder;

    @Test
    void allTrialsShareOneKafkaWhichEndsWithThem() throws Exception {
        CapacityResult result = search("fast", "0s", "law: NONE",
                "from: 600, to: 900, settle: 1s, trial: 1s, confirm: 1s, atLeast: 900", CapacityListener.NONE);

        assertThat(result.answer().kind()).as(result.message()).isEqualTo(Kind.HIGHEST_HOLDS);
        assertThat(result.trials()).hasSize(3).extracting(trial -> trial.run().facts().kafka())
                .containsOnly(result.kafka());
        assertThat(folder.resolve("perf/fast/trials")).isDirectory();
        assertThat(folder.resolve("perf/fast/scratch")).doesNotExist();
        int port = Integer.parseInt(result.kafka().replaceFirst(".* on port (\\d+).*", "$1"));
        assertThatIOException().isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }

    @Test
    void aPipelineThatCountsWronglySustainsNothing() throws Exception {
        CapacityResult result = search("wrong", "0s", "fault: NO_CAMPAIGN_3",
                "from: 600, to: 4800, settle: 1s, trial: 1s, confirm: 1s", CapacityListener.NONE);

        assertThat(result.answer().kind()).isEqualTo(Kind.LOWEST_FAILS);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.message()).contains("even the lowest rate fails").contains("missing");
    }

    private static CapacityResult search(
            String name, String warmup, String settings, String capacity, CapacityListener listener) throws Exception {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: uniform}
                producers: 1
                warmup: %s
                tail: 500ms
                window: 500ms
                timeouts: {drain: 10s}
                spark: {%s}
                capacity: {%s}
                slo:
                  endToEnd: {p90: 20s}
                  scheduleLag: {p99: 10s}
                """.formatted(warmup, settings, capacity));
        RunOptions defaults = RunOptions.in(folder.resolve("perf"));
        return new CapacityRunner(new RunOptions(BrokerChoice.parse("embedded"), defaults.kafkaImage(), Map.of(),
                Map.of(), defaults.resultsDirectory(), false)).run(scenario, listener);
    }
}
