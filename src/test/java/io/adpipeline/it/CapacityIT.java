package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.CapacityResult.CapacityAnswer.Kind;
import io.adpipeline.capacity.CapacityRunner;
import io.adpipeline.capacity.ScenarioListener;
import io.adpipeline.capacity.Trial;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.Phase;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.slo.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real trials of a pipeline that serves 1,000 events/s: below that a rate is sustained, above it is not. Which rates a
 * search tries, and how near it comes, is shown by simulations.
 */
@Tag("measures")
class CapacityIT {

    private static final double CAPACITY = 1_000;

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private final List<Trial> told = new ArrayList<>();
    private final List<ProcessHandle> generators = new ArrayList<>();
    private boolean generatorDies;
    private boolean pipelineDies;

    @Test
    void ratesBelowTheCapacityAreSustainedAndConfirmed() throws Exception {
        CapacityResult result = search("below", 0.200 * CAPACITY, 0.204 * CAPACITY);

        assertThat(result.answer().kind()).as(result.message()).isEqualTo(Kind.HIGHEST_HOLDS);
        assertThat(result.answer().eventsPerSecond()).hasValue(204);
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.confirmed().orElseThrow().eventsPerSecond()).isEqualTo(204);
        assertThat(told).isEqualTo(result.trials()).allSatisfy(CapacityIT::isKeptWhole);
        // a trial that a pause of the machine left undecided is repeated
        assertThat(told)
                .filteredOn(trial -> trial.verdict() == Trial.Verdict.SUSTAINED)
                .hasSize(5);
        assertThat(result.trials())
                .extracting(trial -> trial.run().facts().kafka())
                .containsOnly(result.kafka());
        assertThat(generators).hasSameSizeAs(told).containsOnly(generators.get(0));
    }

    /** The generator of the first trial dies, so that it is repeated with a new one. */
    @Test
    void aRateAboveTheCapacityIsNotSustained() throws Exception {
        generatorDies = true;
        CapacityResult result = search("above", 1.5 * CAPACITY, 2 * CAPACITY);

        assertThat(result.answer().kind()).as(result.message()).isEqualTo(Kind.LOWEST_FAILS);
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(told).isEqualTo(result.trials()).hasSize(3);
        assertThat(told.get(0).verdict()).isEqualTo(Trial.Verdict.INVALID);
        assertThat(told.get(0).reasons()).anyMatch(reason -> reason.startsWith("the load generator died"));
        assertThat(told.subList(1, 3)).allSatisfy(trial -> {
            assertThat(trial.verdict()).isEqualTo(Trial.Verdict.NOT_SUSTAINED);
            assertThat(trial.reasons())
                    .anyMatch(reason -> reason.startsWith("backlog growth: allowed ≤ 4 % of the rate"));
        });
        assertThat(generators.get(1)).isNotEqualTo(generators.get(0)).isEqualTo(generators.get(2));
    }

    /** The pipeline's process is killed in the first trial, and the next has a new one. */
    @Test
    void aPipelineThatDiesInATrialFailsThatTrialAlone() throws Exception {
        pipelineDies = true;
        CapacityResult result = search("dying", 0.200 * CAPACITY, 0.204 * CAPACITY);

        assertThat(told.get(0).verdict()).isEqualTo(Trial.Verdict.NOT_SUSTAINED);
        assertThat(told.get(0).reasons()).anyMatch(reason -> reason.contains("the pipeline died"));
        assertThat(result.answer().eventsPerSecond()).as(result.message()).hasValue(204);
    }

    /** The evidence of a trial tells the same again, and every event was counted. */
    private static void isKeptWhole(Trial trial) {
        RunResult again = Analysis.of(
                EvidenceStore.read(folder.resolve("perf/below/trials").resolve(trial.name())));

        assertThat(again.verdict()).isEqualTo(trial.run().verdict());
        assertThat(again.backlog()).isEqualTo(trial.run().backlog());
        assertThat(again.oracle().orElseThrow().right()).isTrue();
    }

    private CapacityResult search(String name, double from, double to) throws Exception {
        Scenario scenario = RunSupport.scenario(folder, name, """
                pipeline: synthetic
                traffic: {model: uniform}
                producers: 1
                warmup: 0s
                tail: 500ms
                window: 500ms
                watermark: 1m
                timeouts: {drain: 10s}
                settings: {capacity: '%s'}
                capacity: {from: %s, to: %s, settle: 500ms, trial: 3s, confirm: 3s}
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1s}
                """.formatted(CAPACITY, from, to));
        return new CapacityRunner(RunSupport.options(KAFKA.broker(), folder)).run(scenario, new ScenarioListener() {
            @Override
            public void phase(Scenario trial, Phase phase) {
                if (phase == Phase.MEASURE) {
                    generators.add(RunSupport.generator());
                    if (generatorDies && generators.size() == 1) {
                        generators.get(0).destroyForcibly();
                    }
                    if (pipelineDies && generators.size() == 1) {
                        RunSupport.pipeline().destroyForcibly();
                    }
                }
            }

            @Override
            public void trialFinished(Trial trial) {
                told.add(trial);
            }
        });
    }
}
