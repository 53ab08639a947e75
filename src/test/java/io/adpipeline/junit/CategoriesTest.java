package io.adpipeline.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.report.FailureText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Allure shows a test in every category whose status and message match, so that exactly one has to. */
class CategoriesTest {

    private static final String INFRASTRUCTURE = "Infrastructure";
    private static final String INVALID = "Invalid run";
    private static final String WRONG = "Wrong results or dead pipeline";
    private static final String BROKEN_THRESHOLD = "Threshold broken";

    /** The names of the categories that Allure would choose: the whole message has to match, and a dot is any character. */
    private static List<String> categories(String status, String message) throws IOException {
        List<String> names = new ArrayList<>();
        JsonNode all;
        try (var in = AllureSuite.class.getResourceAsStream("categories.json")) {
            all = new ObjectMapper().readTree(in);
        }
        for (JsonNode category : all) {
            boolean ofStatus = category.path("matchedStatuses").toString().contains("\"" + status + "\"");
            boolean ofMessage = !category.has("messageRegex")
                    || Pattern.compile(category.path("messageRegex").textValue(), Pattern.DOTALL)
                            .matcher(message)
                            .matches();
            if (ofStatus && ofMessage) {
                names.add(category.path("name").textValue());
            }
        }
        return names;
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                Arguments.of(BROKEN_THRESHOLD, SampleRun.passing().later(2_000)),
                Arguments.of(BROKEN_THRESHOLD, SampleRun.passing().later(2_000).untraced()),
                Arguments.of(
                        BROKEN_THRESHOLD,
                        SampleRun.passing(Map.of("slo.endToEnd.p50", "1ms", "slo.backlog.max", "1"))
                                .later(2_000)),
                Arguments.of(WRONG, SampleRun.passing().without(row -> row.offset() == 42)),
                Arguments.of(
                        WRONG,
                        SampleRun.passing().without(row -> row.offset() == 42).later(2_000)),
                Arguments.of(WRONG, SampleRun.passing().without(row -> true)),
                Arguments.of(WRONG, SampleRun.passing().drainProblem("5 events were still not processed")),
                Arguments.of(
                        WRONG,
                        SampleRun.passing()
                                .drainProblem("5 events were still not processed")
                                .later(2_000)),
                Arguments.of(WRONG, SampleRun.passing().aborted(Culprit.PIPELINE, "the pipeline died: x\n\tat y\n z")),
                Arguments.of(
                        WRONG,
                        SampleRun.passing()
                                .aborted(
                                        Culprit.PIPELINE,
                                        "the pipeline 'spark' was not ready within 90 s (timeouts.ready)")
                                .without(row -> true)),
                Arguments.of(INVALID, SampleRun.passing().unsent(100)),
                Arguments.of(
                        INVALID,
                        SampleRun.passing()
                                .failedSends(1)
                                .without(row -> row.offset() == 42)
                                .later(2_000)),
                Arguments.of(INVALID, SampleRun.passing().clockDrift(50)),
                Arguments.of(INVALID, SampleRun.passing(Map.of("slo.endToEnd.p99", "5s"))),
                Arguments.of(
                        INFRASTRUCTURE,
                        SampleRun.passing().aborted(Culprit.KAFKA, "Kafka has not answered for 10 s: no reply came")),
                Arguments.of(
                        INFRASTRUCTURE,
                        SampleRun.passing()
                                .later(2_000)
                                .aborted(Culprit.GENERATOR, "the load generator died with exit code 137: ")),
                Arguments.of(
                        INFRASTRUCTURE,
                        SampleRun.passing().aborted(Culprit.GENERATOR, "the load generator failed: no Kafka")),
                Arguments.of(
                        INFRASTRUCTURE,
                        SampleRun.passing().aborted(Culprit.GENERATOR, "the load generator was not ready within 90 s")),
                Arguments.of(INFRASTRUCTURE, SampleRun.passing().withoutLoad()),
                Arguments.of(
                        INFRASTRUCTURE,
                        SampleRun.passing().aborted(Culprit.READER, "the results reader died: java.lang.Error")));
    }

    @ParameterizedTest
    @MethodSource("verdicts")
    void aVerdictThatIsNoPassHasItsOneCategory(String category, SampleRun run) throws IOException {
        String message = FailureText.of(run.result());

        assertThat(categories("failed", message)).as(message).containsExactly(category);
    }

    @Test
    void aSearchForCapacityThatIsNoPassHasItsOneCategory() throws IOException {
        Map<String, String> lowestFailedRate = Map.of("capacity.atLeast", "1500");
        assertThat(categories("failed", FailureText.of(SampleSearch.lowestFails())))
                .containsExactly(BROKEN_THRESHOLD);
        assertThat(categories("failed", FailureText.of(SampleSearch.found(lowestFailedRate))))
                .containsExactly(BROKEN_THRESHOLD);
        assertThat(categories("failed", FailureText.of(SampleSearch.generatorLimit(lowestFailedRate))))
                .containsExactly(INVALID);
        assertThat(categories("failed", FailureText.of(SampleSearch.lowestMiscounts())))
                .containsExactly(WRONG);
    }

    @Test
    void aComparisonThatIsNoPassHasItsOneCategory() throws IOException {
        SampleComparison slower = SampleComparison.of(Map.of(), 4).rounds(100, 101, 100, 101);
        SampleComparison undecided = SampleComparison.of(Map.of(), 4).rounds(5, 100, 5, 100);
        SampleComparison wrong = SampleComparison.of(Map.of(), 4).round(run -> run.without(row -> row.offset() == 42));
        SampleComparison tooFew = SampleComparison.of(Map.of(), 4).rounds(100);

        assertThat(categories("failed", FailureText.of(slower.result(true)))).containsExactly("Slower variant");
        assertThat(categories("failed", FailureText.of(undecided.result(true))))
                .containsExactly("Undecided comparison");
        assertThat(categories("failed", FailureText.of(wrong.result(true)))).containsExactly(WRONG);
        assertThat(categories("failed", FailureText.of(tooFew.result(true)))).containsExactly(INVALID);
    }

    @Test
    void whatCouldNotStartIsInfrastructureWhateverItSays() throws IOException {
        assertThat(categories("broken", "topics.events exists already")).containsExactly(INFRASTRUCTURE);
        assertThat(categories("broken", "demo: FAIL (threshold broken)\n  x")).containsExactly(INFRASTRUCTURE);
        assertThat(categories("broken", "Kafka at localhost:1 did not answer\nwithin 15 s"))
                .containsExactly(INFRASTRUCTURE);
    }

    @Test
    void aPipelineThatCannotStartIsNoMatterOfInfrastructure() throws IOException {
        assertThat(categories("broken", "the pipeline 'mine' does not start: no\nsuch class"))
                .containsExactly(WRONG);
    }

    @Test
    void aFailureOfAnotherKindOfTestIsInNone() throws IOException {
        assertThat(categories("failed", "expected: 1 but was: 2")).isEmpty();
        assertThat(categories("passed", "demo: FAIL (threshold broken)\n  x")).isEmpty();
    }
}
