package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.adpipeline.broker.BrokerChoice;
import io.adpipeline.capacity.CapacityAnswer.Kind;
import io.adpipeline.capacity.CapacityListener;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.Purpose;
import io.adpipeline.capacity.Trial;
import io.adpipeline.capacity.TrialVerdict;
import io.adpipeline.run.Analysis;
import io.adpipeline.run.EvidenceStore;
import io.adpipeline.run.RunOptions;
import io.adpipeline.run.RunResult;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Searches the capacity of pipelines whose capacity is known. */
@Isolated("it measures")
class CapacityIT {

    private static final double CAPACITY = 1_000;

    @TempDir
    static Path folder;

    @Test
    void theCapacityFoundIsTheKnownOne() throws Exception {
        Told told = new Told();
        CapacityResult result = search("known", "1s", "capacity: '1000'",
                "from: 900, to: 1150, settle: 1s, trial: 2s, confirm: 2s", told);

        assertThat(result.answer().kind()).as(result.message()).isEqualTo(Kind.FOUND);
        assertThat(result.answer().eventsPerSecond().orElseThrow()).isCloseTo(CAPACITY, within(0.1 * CAPACITY));
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.confirmed().orElseThrow().eventsPerSecond())
                .isEqualTo(result.answer().eventsPerSecond().orElseThrow());
        assertThat(told.trials).first().matches(trial -> trial.purpose() == Purpose.WARM_UP);
        assertThat(told.trials.subList(1, told.trials.size())).isEqualTo(result.trials());
        assertThat(result.trials()).allSatisfy(CapacityIT::isKeptWhole).extracting(trial -> trial.run().facts().kafka())
                .containsOnly(result.kafka());
    }

    /** The evidence of a trial tells the same again, and where it was sustained every event was counted. */
    private static void isKeptWhole(Trial trial) {
        RunResult again = Analysis.of(EvidenceStore.read(folder.resolve("perf/known/trials").resolve(trial.name())));

        assertThat(again.verdict()).isEqualTo(trial.run().verdict());
        assertThat(again.backlog()).isEqualTo(trial.run().backlog());
        if (trial.verdict() == TrialVerdict.SUSTAINED) {
            assertThat(again.oracle().orElseThrow().right()).isTrue();
        }
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
                  endToEnd: {p90: 500ms}
                  scheduleLag: {p99: 1s}
                """.formatted(warmup, settings, capacity));
        RunOptions defaults = RunOptions.in(folder.resolve("perf"));
        return new CapacityRunner(new RunOptions(BrokerChoice.parse("embedded"), defaults.kafkaImage(), Map.of(),
                Map.of(), defaults.resultsDirectory(), false)).run(scenario, listener);
    }

    /** Notes all trials. */
    private static final class Told implements CapacityListener {

        private final List<Trial> trials = new ArrayList<>();

        @Override
        public void tried(Trial trial, Path trialFolder) {
            trials.add(trial);
        }
    }
}
