package io.adpipeline.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.analysis.Analysis;
import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Abort.Culprit;
import io.adpipeline.load.FinishedLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceStoreTest {

    @TempDir
    private Path folder;

    /** Writes everything: the generator's part as the generator does it, the rest through the store. */
    private Evidence stored(SampleRun run) {
        Evidence evidence = run.evidence();
        EvidenceStore.write(evidence, new RunFolder(folder));
        evidence.finished().ifPresent(load -> {
            try {
                new ObjectMapper().writeValue(folder.resolve("load.json").toFile(), load.report());
                Files.writeString(folder.resolve("load-seconds.csv"), "second,intended,sent\n");
                load.truth().write(folder, load.report().measureFromMs(), SampleRun.WINDOW_MS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return evidence;
    }

    private void change(String file, UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, change.apply(Files.readString(path)));
    }

    private void changeResults(UnaryOperator<String> change) throws IOException {
        Path path = folder.resolve("results.csv.gz");
        String text;
        try (var in = new GZIPInputStream(Files.newInputStream(path))) {
            text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
        try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(change.apply(text).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Reads it back. The sample's events are made by hand and not drawn from the seed. */
    private Evidence read(Evidence original) {
        Evidence read = EvidenceStore.read(folder);
        return new Evidence(
                read.scenario(),
                read.facts(),
                read.finished()
                        .map(load -> new FinishedLoad(
                                load.report(),
                                load.seconds(),
                                load.truth(),
                                original.finished().orElseThrow().events())),
                read.rows(),
                read.batches(),
                read.backlog());
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> EvidenceStore.read(folder))
                .isInstanceOf(RunException.class)
                .hasMessageContainingAll(parts)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void whatIsStoredIsReadBackEqualAndJudgedEqual() {
        Evidence evidence =
                stored(SampleRun.passing(Map.of("producer.linger.ms", "7", "settings.spark.ui.enabled", "false")));
        Evidence read = read(evidence);

        assertThat(read).isEqualTo(evidence);
        assertThat(Analysis.of(read))
                .usingRecursiveComparison()
                .ignoringFields("histograms", "evidence")
                .isEqualTo(Analysis.of(evidence));
    }

    @Test
    void aFailedRunIsJudgedEqualToo() {
        Evidence evidence = stored(SampleRun.passing(Map.of("slo.endToEnd.p90", "5ms"))
                .without(row -> row.offset() == 42)
                .drainProblem("3 events were still not processed")
                .unreadable(2)
                .withReceiptError(4)
                .withProfile()
                .untraced());

        assertThat(Analysis.of(read(evidence)).verdict())
                .isEqualTo(Analysis.of(evidence).verdict());
        assertThat(read(evidence)).isEqualTo(evidence);
    }

    @Test
    void aRunThatEndedEarlyIsReadBackWithoutLoadAndTruth() {
        Evidence evidence = stored(SampleRun.passing()
                .aborted(Culprit.KAFKA, "Kafka has not answered")
                .without(row -> true));

        assertThat(EvidenceStore.read(folder)).isEqualTo(evidence);
        assertThat(Analysis.of(EvidenceStore.read(folder)).verdict())
                .isEqualTo(Analysis.of(evidence).verdict());
    }

    /** A generator that is ended while it reports leaves some of its files. */
    @Test
    void whatIsLeftOfAReportIsNoReport() throws IOException {
        Evidence evidence = stored(SampleRun.passing().aborted(Culprit.KAFKA, "Kafka has not answered"));
        Files.writeString(folder.resolve("load-seconds.csv"), "second,intended,sent\n0,100,100\n");

        assertThat(evidence.load()).isEmpty();
        assertThat(EvidenceStore.read(folder)).isEqualTo(evidence);
    }

    @Test
    void theFilesAreOfTheDocumentedForm() throws IOException {
        stored(SampleRun.passing());

        assertThat(Files.readAllLines(folder.resolve("backlog.csv")))
                .startsWith("time_ms,backlog_events,end_offset,committed_offset", "1700000000000,25,0,-25");
        assertThat(Files.readAllLines(folder.resolve("progress.jsonl")))
                .hasSize(SampleRun.WINDOWS)
                .first()
                .isEqualTo(
                        "{\"batchId\":0,\"startMs\":1700000001050,\"inputRows\":100,\"durationsMs\":"
                                + "{\"addBatch\":210,\"commitOffsets\":10,\"triggerExecution\":260},\"report\":{\"batchId\":0}}");
        changeResults(text -> {
            assertThat(text.lines().limit(2))
                    .containsExactly(
                            "window_start_ms,window_end_ms,campaign_id,event_count,views,clicks,purchases,max_produce_time_ms,"
                                    + "max_event_time_ns,result_time_ms,partition,offset,batch_id,max_append_time_ms,"
                                    + "emit_time_ms,end_to_end_ms,event_time_ms",
                            "1700000000000,1700000001000,1,10,4,3,3,1700000000991,1700000000990000000,1700000001270,1,0,0,"
                                    + "1700000000993,1700000001250,279,280");
            return text;
        });
    }

    @Test
    void anotherFormatIsRefused() throws IOException {
        stored(SampleRun.passing());
        change("run.json", text -> text.replaceFirst("\"format\" : 7", "\"format\" : 6"));

        assertRefused("run.json", "format must be 7, is 6: read it with the version that wrote it");
    }

    @Test
    void aFolderWithoutARunIsRefused() {
        assertRefused("holds no stored run", "run.json");
    }

    @Test
    void ofASeriesThatWasEndedEachTrialIsARun() {
        new RunFolder(folder).trial("r01-a1");

        assertRefused("there is no run.json in it, but in each folder of its trials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo.yaml",
                "results.csv.gz",
                "progress.jsonl",
                "backlog.csv",
                "load-seconds.csv",
                "truth.csv",
                "truth-produced.csv"
            })
    void aMissingFileIsRefusedByName(String file) throws IOException {
        stored(SampleRun.passing());
        Files.delete(folder.resolve(file));

        assertRefused(file.endsWith(".yaml") ? "one scenario file expected" : file, "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo.yaml",
                "run.json",
                "load.json",
                "results.csv.gz",
                "progress.jsonl",
                "backlog.csv",
                "truth.csv",
                "truth-produced.csv"
            })
    void aFileOfSomethingElseIsRefusedByName(String file) throws IOException {
        stored(SampleRun.passing());
        Files.writeString(folder.resolve(file), "{\"something\": \"else\"}\n");

        assertRefused(file, "cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "load.json", "results.csv.gz", "progress.jsonl", "backlog.csv", "truth.csv"})
    void aFileThatWasCutOffIsRefusedByName(String file) throws IOException {
        stored(SampleRun.passing());
        byte[] bytes = Files.readAllBytes(folder.resolve(file));
        Files.write(folder.resolve(file), Arrays.copyOf(bytes, bytes.length * 2 / 3 - 1));

        assertRefused(file, "cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"25,x,line 2 must hold whole numbers", "'25,','',line 2 must have 4 columns, has 3"})
    void aBrokenLineOfTheBacklogIsNamed(String before, String after, String problem) throws IOException {
        stored(SampleRun.passing());
        change("backlog.csv", text -> text.replaceFirst(before, after));

        assertRefused("backlog.csv", problem);
    }

    @ParameterizedTest
    @CsvSource({"',10,4,',',10,four,',line 2 must hold whole numbers", "',10,4,',',10,',line 2 must have 17 columns"})
    void aBrokenLineOfTheResultsIsNamed(String before, String after, String problem) throws IOException {
        stored(SampleRun.passing());
        changeResults(text -> text.replaceFirst(before, after));

        assertRefused("results.csv.gz", problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"batchId\":0,\"startMs\"", "\"startMs\":1700000001050,", "\"inputRows\":100,"})
    void aBatchWithoutOneOfItsFieldsIsRefused(String field) throws IOException {
        stored(SampleRun.passing());
        change("progress.jsonl", text -> text.replaceFirst(field, field.contains("batchId") ? "\"startMs\"" : ""));

        assertRefused("progress.jsonl");
    }

    @Test
    void twoScenariosInOneFolderAreRefused() throws IOException {
        stored(SampleRun.passing());
        Files.copy(folder.resolve("demo.yaml"), folder.resolve("other.yaml"));

        assertRefused("one scenario file expected", "demo.yaml", "other.yaml");
    }

    @Test
    void aScenarioStoredWithAnUnknownKeyIsRefusedByName() throws IOException {
        stored(SampleRun.passing());
        change("demo.yaml", text -> text + "\nsurprise: 1\n");

        assertRefused("demo.yaml", "surprise");
    }

    @Test
    void otherFilesInTheFolderDoNotDisturb() throws IOException {
        Evidence evidence = stored(SampleRun.passing());
        Files.write(folder.resolve("report.txt"), List.of("anything"));

        assertThatCode(() -> assertThat(read(evidence)).isEqualTo(evidence)).doesNotThrowAnyException();
    }
}
