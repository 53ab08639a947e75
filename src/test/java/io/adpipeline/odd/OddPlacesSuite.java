package io.adpipeline.odd;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.run.ScenarioRunner;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole runs in folders with odd names, on an embedded broker in them. Run by {@code mvn verify -Podd}. */
class OddPlacesSuite {

    @TempDir
    private Path parent;

    /** Twice: the second run finds what the first has left. */
    @ParameterizedTest
    @ValueSource(strings = {"out dir %2F%20 gr\u00fc\u00df\u03b1\u65e5 #'\"?&+;!~@=${x}[y]*\\", "a,b"})
    void aFolderIsWhatItIsCalled(String name) throws Exception {
        Path folder = parent.resolve(name);
        for (int round = 1; round <= 2; round++) {
            RunResult result = new ScenarioRunner(Smallest.options(folder, "embedded", Map.of()))
                    .run(scenario(), new ReportWriter());

            assertThat(result.verdict().pipelineFaults())
                    .as(result.verdict().message("smallest"))
                    .isEmpty();
            assertThat(result.oracle().orElseThrow().eventsCounted()).isGreaterThan(500);
        }

        assertThat(names(parent)).containsExactlyInAnyOrder(name, "smallest.yaml");
        assertThat(names(folder)).containsExactly("perf");
        Path run = folder.resolve("perf/smallest");
        assertThat(names(run)).contains("report.txt", "result.json", "charts").doesNotContain("scratch");
        assertThat(Analysis.of(EvidenceStore.read(run)).verdict().pipelineFaults())
                .isEmpty();
    }

    private Scenario scenario() throws IOException {
        Path file = Files.writeString(parent.resolve("smallest.yaml"), Smallest.WITH_LOAD);
        return new ScenarioParser().parse(file, Map.of());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
