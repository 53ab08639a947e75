package io.adpipeline.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.compare.BaseRevision;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.ComparisonRunner;
import io.adpipeline.compare.ComparisonVerdict;
import io.adpipeline.compare.Ratio;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.pipeline.PipelineUnderTest;
import io.adpipeline.pipeline.host.PipelineHost;
import io.adpipeline.report.ComparisonFiles;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioYaml;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A real comparison of two pipelines whose delays are known: 250 ms, and 1 s, far more than a busy machine adds. */
@Tag("measures")
class ComparisonIT {

    @TempDir
    static Path folder;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    /** A is a revision of a repository of its own, b the same project with a change that is not committed. */
    @Test
    void aChangeThatIsSlowerThanItsBaseIsFoundAndTheStoredEvidenceTellsTheSame() throws Exception {
        Path project = Files.createDirectories(folder.resolve("project"));
        writePipeline(project, 0);
        run(project, "git", "init", "--quiet");
        run(project, "git", "add", "Delays.java");
        run(project, "git", "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "-m", "constant delays");
        Scenario scenario = scenario(Stream.concat(Stream.of("out"), PipelineHost.classPath().stream())
                .toList());
        BaseRevision base =
                BaseRevision.of(project, folder.resolve("cache"), "HEAD", scenario.comparison(), line -> {});
        writePipeline(project, 300);
        run(project, scenario.comparison().build().toArray(String[]::new));
        List<String> ofChange = Stream.concat(
                        Stream.of(project.resolve("out").toString()), PipelineHost.classPath().stream())
                .toList();
        ComparisonPlan plan = ComparisonPlan.of(
                        Map.of(
                                Side.A,
                                scenario,
                                Side.B,
                                scenario.withPipeline(scenario.pipeline().with(ofChange, Optional.empty()))),
                        Map.of())
                .against(base);

        ComparisonResult result =
                new ComparisonRunner(RunSupport.options(KAFKA.broker(), folder)).run(plan, new ReportWriter());

        assertThat(result.verdict()).as(result.message()).isEqualTo(ComparisonVerdict.SLOWER);
        Ratio ratio = result.ratio(GatingStatistic.P90).orElseThrow();
        assertThat(ratio.value()).isBetween(2.5, 5.0);
        assertThat(result.commit(Side.A)).contains(base.commit());
        assertThat(result.counted().get(0).blocks()).hasSize(4).allSatisfy(block -> {
            assertThat(block.idlePercent().orElseThrow()).isLessThan(5);
            assertThat(block.run().oracle().orElseThrow().right()).isTrue();
        });
        ComparisonResult again = ComparisonFiles.read(RunFolder.of(folder.resolve("perf"), plan.folder()));
        assertThat(again.verdict()).isEqualTo(result.verdict());
        assertThat(again.ratio(GatingStatistic.P90)).hasValue(ratio);
        assertThat(again.message()).isEqualTo(result.message());
    }

    private static void writePipeline(Path project, int slowerPercent) throws IOException {
        Files.writeString(project.resolve("Delays.java"), """
                import io.adpipeline.pipeline.*;
                import java.util.Map;
                public class Delays implements PipelineUnderTest {
                    public String name() { return "delays"; }
                    public RunningPipeline start(PipelineContext c) {
                        return new io.adpipeline.it.SyntheticPipeline().start(new PipelineContext(c.kafka(), c.eventsTopic(),
                                c.resultsTopic(), c.window(), c.watermark(), c.outputMode(), c.trigger(),
                                Map.of("law", "CONSTANT", "slower", "%d"), c.workDirectory()));
                    }
                }
                """.formatted(slowerPercent));
    }

    private static void run(Path directory, String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
    }

    private static Scenario scenario(List<String> classPath) throws IOException {
        String services = "out/META-INF/services";
        String build = "mkdir -p %s && echo Delays > %s/%s && '%s/bin/javac' -cp '%s' -d out Delays.java"
                .formatted(
                        services,
                        services,
                        PipelineUnderTest.class.getName(),
                        System.getProperty("java.home"),
                        String.join(File.pathSeparator, PipelineHost.classPath()));
        return RunSupport.scenario(folder, "delays", """
                pipeline: delays
                traffic: {model: uniform}
                producers: 1
                eventsPerProducer: 300
                window: 500ms
                duration: 2s
                watermark: 1m
                tail: 500ms
                compare:
                  warmup: 0s
                  settle: 500ms
                  block: 2s
                  budget: 190s
                  build: %s
                  classpath: %s
                slo:
                  perEvent: {p90: 1m}
                  scheduleLag: {p99: 1s}
                """.formatted(
                        ScenarioYaml.line(List.of("sh", "-c", build)), ScenarioYaml.line(classPath)));
    }
}
