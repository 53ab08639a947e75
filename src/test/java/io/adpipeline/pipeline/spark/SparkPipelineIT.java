package io.adpipeline.pipeline.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adpipeline.event.CampaignWindow;
import io.adpipeline.event.EventCounts;
import io.adpipeline.it.SharedKafka;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.pipeline.OutputMode;
import io.adpipeline.pipeline.spark.PipelineRun.Result;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looks at one run in each output mode. */
class SparkPipelineIT {

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    private static final Map<OutputMode, PipelineRun> RUNS = new EnumMap<>(OutputMode.class);

    @BeforeAll
    static void runInBothModes(@TempDir Path directory) throws Exception {
        for (OutputMode mode : OutputMode.values()) {
            RUNS.put(mode, PipelineRun.of(KAFKA.broker().connection(), mode, directory.resolve("work-" + mode)));
        }
    }

    @Test
    void inUpdateModeTheLastRowsAreExact() {
        assertThat(counts(RUNS.get(OutputMode.UPDATE)))
                .isEqualTo(RUNS.get(OutputMode.UPDATE).truth());
    }

    @Test
    void inUpdateModeCountsNeverFallAndEachRowGoesToItsCellsPartition() {
        Map<CampaignWindow, Result> before = new HashMap<>();
        boolean rose = false;
        for (Result row : RUNS.get(OutputMode.UPDATE).rows()) {
            Result earlier = before.put(row.cell(), row);
            if (earlier != null) {
                assertThat(row.counts().total()).isGreaterThan(earlier.counts().total());
                assertThat(row.partition()).isEqualTo(earlier.partition());
                rose = true;
            }
        }
        assertThat(rose).as("some cell was updated").isTrue();
    }

    @Test
    void inAppendModeEachCellComesOnceAndExact() {
        PipelineRun run = RUNS.get(OutputMode.APPEND);
        Map<CampaignWindow, EventCounts> closed = new TreeMap<>(run.truth());
        // the event that moved the watermark is in a window that is still open
        closed.keySet()
                .removeIf(cell -> cell.windowStartMs()
                        >= SyntheticEvents.BASE_MS + SyntheticEvents.WINDOWS * SyntheticEvents.WINDOW_MS);

        assertThat(counts(run)).isEqualTo(closed);
        assertThat(run.rows()).hasSize(closed.size());
    }

    @ParameterizedTest
    @EnumSource
    void malformedRecordsAreCountedAndSkipped(OutputMode mode) {
        assertThat(RUNS.get(mode).closed().malformedRecords())
                .isEqualTo(SyntheticEvents.malformed().size());
        assertThat(RUNS.get(mode).closed().failure()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itIsReadyOnAnEmptyTopicAfterABatchWithoutRecords(OutputMode mode) {
        assertThat(RUNS.get(mode).readyWhenEmpty()).isNotEmpty().allSatisfy(batch -> {
            assertThat(batch.get("numInputRows").longValue()).isZero();
            assertThat(batch.get("durationMs").get("addBatch").longValue()).isPositive();
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldOfARowIsAWholeNumber(OutputMode mode) {
        Set<String> fields = Set.of(
                "window_start",
                "window_end",
                "campaign_id",
                "event_count",
                "views",
                "clicks",
                "purchases",
                "max_produce_time",
                "max_event_time_ns",
                "batch_id",
                "max_append_time",
                "emit_time");
        assertThat(RUNS.get(mode).rows()).isNotEmpty().allSatisfy(result -> {
            Set<String> names = new HashSet<>();
            result.row().fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(fields);
            assertThat(result.row())
                    .allSatisfy(value -> assertThat(value.isIntegralNumber()).isTrue());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theFieldsOfARowFitTogether(OutputMode mode) {
        assertThat(RUNS.get(mode).rows()).allSatisfy(result -> {
            JsonNode row = result.row();
            long start = row.get("window_start").longValue();
            assertThat(row.get("window_end").longValue()).isEqualTo(start + SyntheticEvents.WINDOW_MS);
            assertThat(row.get("event_count").longValue())
                    .isEqualTo(result.counts().total());
            assertThat(result.key())
                    .isEqualTo(start + "-" + row.get("campaign_id").asText());
            assertThat(row.get("emit_time").longValue())
                    .isBetween(row.get("max_append_time").longValue(), result.appendTimeMs());
        });
    }

    @ParameterizedTest
    @EnumSource
    void theNewestAppendTimeIsThatOfTheRowsEvents(OutputMode mode) {
        PipelineRun run = RUNS.get(mode);
        Map<CampaignWindow, Long> newest = new HashMap<>();
        EventScanner scanner = new EventScanner();
        for (ConsumerRecord<byte[], byte[]> event : run.events()) {
            if (scanner.scan(event.value())) {
                long windowMs = SyntheticEvents.WINDOW_MS;
                long start = scanner.eventTimeNs() / 1_000_000 / windowMs * windowMs;
                newest.merge(new CampaignWindow(start, scanner.campaignId()), event.timestamp(), Math::max);
            }
        }
        assertThat(run.finalRows())
                .isNotEmpty()
                .allSatisfy((cell, result) -> assertThat(
                                result.row().get("max_append_time").longValue())
                        .isEqualTo(newest.get(cell)));
    }

    @ParameterizedTest
    @EnumSource
    void rowsNameABatchThatWasReportedAndStartedBeforeThem(OutputMode mode) {
        Map<Long, BatchProgress> batches = RUNS.get(mode).closed().batches().stream()
                .collect(Collectors.toMap(BatchProgress::batchId, batch -> batch));
        assertThat(RUNS.get(mode).rows()).allSatisfy(result -> {
            BatchProgress batch = batches.get(result.row().get("batch_id").longValue());
            assertThat(batch).isNotNull();
            assertThat(result.row().get("emit_time").longValue())
                    .isBetween(batch.startMs(), batch.startMs() + batch.durationMs("triggerExecution"));
        });
    }

    @ParameterizedTest
    @EnumSource
    void theBatchesAccountForEveryRecord(OutputMode mode) {
        PipelineRun run = RUNS.get(mode);
        assertThat(run.closed().batches().stream()
                        .mapToLong(BatchProgress::inputRows)
                        .sum())
                .isEqualTo(run.events().size());
        assertThat(run.closed().batches()).isSortedAccordingTo((a, b) -> Long.compare(a.batchId(), b.batchId()));
        assertThat(run.closed().batches())
                .allSatisfy(batch -> assertThat(batch.json()).doesNotContain("\n"));
    }

    @ParameterizedTest
    @EnumSource
    void theCommittedOffsetsReachTheEnd(OutputMode mode) {
        assertThat(RUNS.get(mode).closed().committedOffsets())
                .isEqualTo(RUNS.get(mode).endOffsets());
    }

    @ParameterizedTest
    @EnumSource
    void theDetailsTellVersionsAndSettingsButNoSecrets(OutputMode mode) {
        assertThat(RUNS.get(mode).closed().details())
                .containsEntry("spark.master", "local[*]")
                .containsEntry("outputMode", mode == OutputMode.APPEND ? "append" : "update")
                .containsEntry("trigger", "as fast as possible")
                .containsKeys(
                        "spark.version",
                        "spark.sql.shuffle.partitions",
                        "spark.sql.streaming.stateStore.providerClass");
        assertThat(RUNS.get(mode).closed().details().toString()).doesNotContain(PipelineRun.SECRET);
        assertThat(RUNS.get(mode).closed().batches().toString()).doesNotContain(PipelineRun.SECRET);
    }

    private static Map<CampaignWindow, EventCounts> counts(PipelineRun run) {
        return run.finalRows().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, row -> row.getValue().counts()));
    }
}
