package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.RunResult;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scenario or a plug-in says reaches every report, and breaks none. */
class TextOfOthersTest {

    private static final String TAME = "<b>&amp; \"it's\"</b> | ]]> `*x*` [y](z) \\ \u65e5";
    private static final String WILD = TAME + " \u001b[31mred\u0007\u0000\u0085\r\n</testcase> ## not a title";

    @TempDir
    private Path folder;

    private RunResult result;

    @BeforeEach
    void writeAll() throws Exception {
        result = SampleRun.passing(Map.of("description", TAME))
                .aborted(Culprit.PIPELINE, WILD)
                .result();
        Files.createDirectories(folder.resolve(result.scenario().name()));
        new ReportWriter()
                .finished(result, RunFolder.of(folder, result.scenario().name()));
        SuiteSummary summary = new SuiteSummary(
                List.of(
                        ScenarioOutcome.judged(result),
                        ScenarioOutcome.notRun(SampleRun.scenario(Map.of()), new IllegalStateException(WILD))),
                List.of(),
                List.of(),
                List.of(WILD),
                Optional.empty());
        SuiteFiles.write(summary, folder);
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    @Test
    void jsonAndSvgAreWhatStrictParsersRead() throws Exception {
        for (Path file : files(".json")) {
            new ObjectMapper().readTree(file.toFile());
        }
        for (Path file : files(".svg")) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        }
        assertThat(files(".json")).hasSizeGreaterThan(1);
        assertThat(files(".svg")).hasSizeGreaterThan(1);
    }

    @Test
    void noReportMovesACursor() throws IOException {
        List<Path> texts =
                Stream.concat(files(".txt").stream(), files(".md").stream()).toList();

        assertThat(texts)
                .hasSizeGreaterThan(1)
                .allSatisfy(file -> assertThat(Files.readString(file))
                        .matches(PlainText::is)
                        .contains("red"));
        assertThat(FailureText.of(result)).matches(PlainText::is).contains("red");
    }

    @Test
    void theSummaryKeepsItsLines() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("summary.md"));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("|"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line.replace("\\|", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count())
                        .isEqualTo(8));
        assertThat(lines).noneMatch(line -> line.startsWith("## not") || line.contains("<b>"));
    }
}
