package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonReportTest {

    private static final ComparisonResult SLOWER =
            SampleComparison.of(Map.of(), 4).rounds(100, 101, 100, 101).result(true);

    @Test
    void theTextHasEveryRoundEveryFigureAndTheVerdict() {
        String text = ComparisonText.of(SLOWER);

        assertThat(text)
                .contains("demo: rounds in their order; b against a by perEvent p90")
                .contains("\n  a: as it is, of commit 0123456789ab\n  b: trigger=1s, of commit 0123456789ab\n")
                .contains("  4       abba  ")
                .containsPattern("perEvent p90 +\\d+ ms +\\S+ ms +\\+\\S+ % \\[.*\\] +decides")
                .contains("demo: SLOWER\n");
    }

    @Test
    void allFilesAreWrittenAndTheJsonIsAsItsSchemaSays(@TempDir Path folder) throws Exception {
        ComparisonFiles.write(SLOWER, new RunFolder(folder));

        assertThat(ComparisonFiles.NAMES)
                .allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
        assertThat(folder.resolve("charts/distribution.svg")).isNotEmptyFile();
        assertThat(folder.resolve("charts/rounds.svg")).isNotEmptyFile();
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("comparison.json")));
        assertThat(json.path("verdict").asText()).isEqualTo("SLOWER");
        assertThat(json.at("/ratio/value").asDouble()).isGreaterThan(1.05);
        assertThat(json.path("rounds")).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scenario", "sides", "orderSeed", "looks", "rounds"})
    void aFileThatLacksAFieldIsRefusedByItsName(String field, @TempDir Path folder) throws Exception {
        ComparisonFiles.write(SLOWER, new RunFolder(folder));
        Path file = folder.resolve("comparison.json");
        ObjectNode json = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        Files.writeString(file, json.without(field).toString());

        assertThatThrownBy(() -> ComparisonFiles.read(new RunFolder(folder)))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(file + " cannot be read: ")
                .hasMessageContaining("'" + field + "'");
    }

    @Test
    void theSummaryReadsLikeAReviewComment() {
        String page = new SuiteSummary(List.of(), List.of(), List.of(SLOWER), List.of(), Optional.empty()).markdown();

        assertThat(page)
                .startsWith("## ❌ Performance gate failed: 0 of 1 scenario passed\n")
                .contains("- ❌ demo: SLOWER\n  - perEvent p90 of b (trigger=1s) is +");
    }

    @Test
    void aFailureTellsTheKindTheVerdictAndWhy() {
        assertThat(FailureText.of(SLOWER)).startsWith("demo: FAIL (slower): perEvent p90 of b ");
        assertThat(FailureText.of(SampleComparison.of(Map.of(), 4)
                        .round(run -> run.without(row -> row.offset() == 42))
                        .result(true)))
                .startsWith("demo: FAIL (wrong results or dead pipeline): ");
    }
}
