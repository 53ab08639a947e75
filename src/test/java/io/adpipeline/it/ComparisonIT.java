package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.ComparisonRunner;
import io.adpipeline.compare.ComparisonVerdict;
import io.adpipeline.compare.Ratio;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.report.ComparisonFiles;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real comparison of two pipelines whose delays are known: 250 ms, and 100 to 400 ms with a P90 of 370 ms. */
@Tag("measures")
class ComparisonIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @Test
    void theSlowerOneIsFoundAndTheStoredEvidenceTellsTheSame() throws Exception {
        ComparisonPlan plan = ComparisonPlan.of(
                Map.of(Side.A, variant("CONSTANT"), Side.B, variant("UNIFORM")),
                Map.of(Side.A, Map.of("settings.law", "CONSTANT"), Side.B, Map.of("settings.law", "UNIFORM")));

        ComparisonResult result =
                new ComparisonRunner(RunSupport.options(KAFKA.broker(), folder)).run(plan, new ReportWriter());

        assertThat(result.verdict()).as(result.message()).isEqualTo(ComparisonVerdict.SLOWER);
        Ratio ratio = result.ratio(GatingStatistic.P90).orElseThrow();
        assertThat(ratio.value()).isBetween(1.35, 1.55);
        assertThat(result.counted().get(0).blocks()).hasSize(4).allSatisfy(block -> {
            assertThat(block.idlePercent().orElseThrow()).isLessThan(5);
            assertThat(block.run().oracle().orElseThrow().right()).isTrue();
        });
        ComparisonResult again = ComparisonFiles.read(RunFolder.of(folder.resolve("perf"), plan.folder()));
        assertThat(again.verdict()).isEqualTo(result.verdict());
        assertThat(again.ratio(GatingStatistic.P90)).hasValue(ratio);
        assertThat(again.message()).isEqualTo(result.message());
    }

    private static Scenario variant(String law) throws Exception {
        return RunSupport.scenario(folder, "delays", """
                pipeline: synthetic
                traffic: {model: uniform}
                producers: 1
                eventsPerProducer: 300
                window: 500ms
                duration: 2s
                watermark: 1m
                tail: 500ms
                settings: {law: %s}
                compare: {warmup: 0s, settle: 500ms, block: 2s, budget: 190s}
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1s}
                """.formatted(law));
    }
}
