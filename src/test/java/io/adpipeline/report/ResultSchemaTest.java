package io.adpipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.CapacityResult;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.SampleComparison;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.kafka.Secrets;
import io.adpipeline.run.PipelineStartException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files for machines are what their published schemas say, and cannot change without them. */
class ResultSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema RESULT = schema("result");
    private static final JsonSchema RESULTS = schema("results");

    private static final JsonSchema COMPARISON = schema("comparison");
    private static final ComparisonResult COMPARISON_OF_FOUR =
            SampleComparison.of(Map.of(), 4).rounds(0, 1, 2, 3).result(true);

    /** What is absent where it was not measured, and what pipelines and machines name as they like. */
    private static final Pattern OPTIONAL = Pattern.compile(
            "/load|/oracle|/longestPause|/realised|/largestStageErrorMs|/pipelineUse(/cpuSecondsPerMillionEvents)?"
                    + "|/checks/0/(actual|interval|samples)|/(latencyMs|stagesMs|backlog|load/scheduleLagMs|load/acknowledgeMs)/\\w+"
                    + "|/latencyMs/\\w+/intervals/\\w+|/windows/0/latencyMs/\\w+");

    private static final Pattern NOTHING = Pattern.compile("");
    /** Metrics are named by the table of latencies; {@code ResultFilesTest} holds the names to it. */
    private static final Pattern METRICS = Pattern.compile("(/windows/0)?/latencyMs/\\w+");

    private static final Set<String> FREE = Set.of("/pipeline", "/environment", "/setup");

    private static JsonSchema schema(String name) {
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaMappers(mappers -> mappers.mappings(Map.of(
                        "urn:adpipeline:result:3", "classpath:io/adpipeline/report/result.schema.json",
                        "urn:adpipeline:results:3", "classpath:io/adpipeline/report/results.schema.json",
                        "urn:adpipeline:comparison:3", "classpath:io/adpipeline/report/comparison.schema.json"))));
        return factory.getSchema(SchemaLocation.of("urn:adpipeline:" + name + ":3"));
    }

    private static Set<ValidationMessage> problems(JsonSchema schema, JsonNode json) {
        return schema.validate(json);
    }

    private static JsonNode json(SampleRun run) {
        return ResultJson.node(run.result());
    }

    private static ObjectNode json(
            List<ScenarioOutcome> outcomes, List<CapacityResult> searches, List<ComparisonResult> comparisons)
            throws IOException {
        return (ObjectNode) JSON.readTree(
                ResultJson.of(new SuiteSummary(outcomes, searches, comparisons, List.of(), Optional.empty())));
    }

    static Stream<SampleRun> runs() {
        return Stream.of(
                SampleRun.passing(),
                SampleRun.passing(Map.of("slo.endToEnd.p50", "320ms", "slo.backlog.growth", "1%")),
                SampleRun.passing().later(2_000),
                SampleRun.passing().untraced(),
                SampleRun.passing().without(row -> row.offset() == 42),
                SampleRun.passing().without(row -> true),
                SampleRun.passing().failedSends(3),
                SampleRun.passing().clockDrift(-50),
                SampleRun.passing().clockOffset(-0.3, 0.6),
                SampleRun.passing().unreadable(2),
                SampleRun.passing().withStolenCpu(1).withOthers(20, 30).withThrottling(0),
                SampleRun.passing().withProfile(),
                SampleRun.passing().warmupFell(12),
                SampleRun.passing(Map.of("resultTime", "receipt")).withReceiptError(4),
                SampleRun.passing(Map.of("pipeline.command", "[job]", "pipeline.consumerGroup", "my-job")),
                SampleRun.passing()
                        .aborted(Culprit.KAFKA, "Kafka has not answered")
                        .without(row -> true));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyKindOfRunIsAsTheSchemaSays(SampleRun run) throws IOException {
        assertThat(problems(RESULT, JSON.readTree(ResultJson.of(run.result())))).isEmpty();
    }

    @Test
    void aSuiteIsAsItsSchemaSays() throws IOException {
        List<ScenarioOutcome> outcomes = List.of(
                ScenarioOutcome.judged(SampleRun.passing().result()),
                ScenarioOutcome.notRun(SampleRun.scenario(Map.of()), new IllegalStateException("no Kafka")),
                ScenarioOutcome.notRun(
                        SampleRun.scenario(Map.of()),
                        new PipelineStartException(
                                "mine", Secrets.of(Map.of()), new IllegalStateException("no such class"))));
        ObjectNode suite = json(outcomes, List.of(SampleSearch.found(Map.of())), List.of(COMPARISON_OF_FOUR));

        assertThat(problems(RESULTS, suite)).isEmpty();
        ((ObjectNode) suite.path("scenarios").path(0)).remove("verdict");
        assertThat(problems(RESULTS, suite)).isNotEmpty();
    }

    @Test
    void aSuiteOfSearchesAloneIsAsItsSchemaSays() throws IOException {
        ObjectNode suite = json(List.of(), List.of(SampleSearch.found(Map.of())), List.of());

        assertThat(problems(RESULTS, suite)).isEmpty();
        ((ObjectNode) suite.path("searches").path(0)).remove("answer");
        assertThat(problems(RESULTS, suite)).isNotEmpty();
    }

    @Test
    void aComparisonIsAsItsSchemaSays() throws IOException {
        for (ComparisonResult comparison : List.of(
                COMPARISON_OF_FOUR,
                SampleComparison.of(Map.of(), 8)
                        .rounds(0)
                        .round(SampleRun::lateGenerator)
                        .round(run -> run.without(row -> true))
                        .result(false))) {
            ObjectNode json = (ObjectNode) JSON.readTree(ComparisonJson.of(comparison));

            assertThat(problems(COMPARISON, json)).isEmpty();
            ((ObjectNode) json.path("rounds").path(0)).remove("blocks");
            assertThat(problems(COMPARISON, json)).isNotEmpty();
        }
    }

    @Test
    void aScenarioThatDidNotRunHasNothingButItsError() throws IOException {
        ObjectNode suite = json(
                List.of(ScenarioOutcome.notRun(SampleRun.scenario(Map.of()), new IllegalStateException("no Kafka"))),
                List.of(),
                List.of());
        ((ObjectNode) suite.path("scenarios").path(0)).put("mark", "CLEAR");

        assertThat(problems(RESULTS, suite)).isNotEmpty();
    }

    @Test
    void aFieldThatIsRenamedIsNoticed() {
        assertNoticed(METRICS, (object, field) -> object.set(field + "X", object.remove(field)));
    }

    @Test
    void aFieldThatIsMissingIsNoticed() {
        assertNoticed(OPTIONAL, ObjectNode::remove);
    }

    @Test
    void aFieldThatIsNewIsNoticed() {
        assertNoticed(NOTHING, (object, field) -> object.put(field + "2", 1));
    }

    @Test
    void aFieldOfAnotherTypeIsNoticed() {
        assertNoticed(
                NOTHING,
                (object, field) -> object.set(
                        field,
                        object.path(field).isBoolean() || object.path(field).isTextual()
                                ? JSON.getNodeFactory().numberNode(-1.5)
                                : object.path(field).isNumber() ? TextNode.valueOf("1") : BooleanNode.TRUE));
    }

    /** Breaks each field of each object in turn, in a run that has all there is. */
    private static void assertNoticed(Pattern except, BiConsumer<ObjectNode, String> breakage) {
        JsonNode whole = json(SampleRun.passingLong(Map.of("slo.endToEnd.p50", "320ms")));
        List<String> pointers = new ArrayList<>();
        collect("", whole, pointers);
        List<String> unnoticed = new ArrayList<>();
        for (String pointer : pointers) {
            String field = pointer.substring(pointer.lastIndexOf('/') + 1);
            JsonNode copy = whole.deepCopy();
            breakage.accept((ObjectNode) copy.at(pointer.substring(0, pointer.lastIndexOf('/'))), field);
            if (!except.matcher(pointer).matches() && problems(RESULT, copy).isEmpty()) {
                unnoticed.add(pointer);
            }
        }
        assertThat(pointers).hasSizeGreaterThan(150).contains("/load/whole/sent", "/oracle/missing", "/checks/0/state");
        assertThat(unnoticed).isEmpty();
    }

    /** Pointers to the fields of all objects; of arrays the first element stands for all. */
    private static void collect(String pointer, JsonNode node, List<String> pointers) {
        if (node instanceof ArrayNode array && !array.isEmpty()) {
            collect(pointer + "/0", array.get(0), pointers);
        }
        if (!FREE.contains(pointer)) {
            node.fields().forEachRemaining(field -> {
                pointers.add(pointer + "/" + field.getKey());
                collect(pointer + "/" + field.getKey(), field.getValue(), pointers);
            });
        }
    }
}
