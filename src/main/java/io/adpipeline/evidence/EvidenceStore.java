package io.adpipeline.evidence;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.adpipeline.files.NumbersCsv;
import io.adpipeline.files.WholeFile;
import io.adpipeline.load.FinishedLoad;
import io.adpipeline.load.LoadReport;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.scenario.ScenarioYaml;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.function.FailableFunction;

/**
 * A run's evidence as files of one folder, for other tools to read and for this one to judge again:
 *
 * <ul>
 *   <li>{@code NAME.yaml}: the scenario with every default filled in
 *   <li>{@code run.json}: {@link RunFacts}
 *   <li>{@code load.json}, {@code load-seconds.csv}, {@code truth.csv}, {@code truth-produced.csv}, and
 *       {@code failed-sends.csv} if sends failed: written by the generator
 *   <li>{@code results.csv.gz}: every result row, see {@link ResultsCsv}
 *   <li>{@code progress.jsonl}: a line for each micro-batch; its {@code report} is the engine's own
 *   <li>{@code backlog.csv}: {@link BacklogSample}
 * </ul>
 *
 * <p>It reads only folders of its own format, because it draws the events again from their seed, and another version
 * may draw others.
 */
public final class EvidenceStore {

    /** The format of the whole folder, in {@code run.json}; raised when a name or a meaning changes. */
    static final int FORMAT = 7;

    private static final String FACTS = "run.json";
    private static final String RESULTS = "results.csv.gz";
    private static final String PROGRESS = "progress.jsonl";
    private static final String BACKLOG = "backlog.csv";
    private static final String BACKLOG_HEADER = "time_ms,backlog_events,end_offset,committed_offset";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private EvidenceStore() {}

    /** Writes what the generator has not written itself. */
    public static void write(Evidence evidence, RunFolder folder) {
        Path path = folder.path();
        try {
            if (evidence.load().isEmpty()) {
                // left by a generator that was ended while it reported
                Files.deleteIfExists(path.resolve(LoadReport.FILE));
            }
            WholeFile.write(folder.scenario(evidence.scenario().name()), ScenarioYaml.write(evidence.scenario()));
            ObjectNode facts = JSON.createObjectNode().put("format", FORMAT);
            facts.setAll((ObjectNode) JSON.valueToTree(evidence.facts()));
            WholeFile.write(path.resolve(FACTS), facts.toPrettyString());
            ResultsCsv.write(evidence.rows(), path.resolve(RESULTS));
            WholeFile.write(path.resolve(PROGRESS), out -> writeBatches(evidence.batches(), out));
            NumbersCsv.write(
                    path.resolve(BACKLOG),
                    BACKLOG_HEADER,
                    evidence.backlog().stream()
                            .map(sample -> new long[] {
                                sample.timeMs(), sample.events(), sample.endOffset(), sample.committedOffset()
                            }));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the run in %s: %s".formatted(path, e), e);
        }
    }

    /** Whether a folder holds a stored run. */
    public static boolean holds(Path folder) {
        return Files.isRegularFile(folder.resolve(FACTS));
    }

    /**
     * Reads a run back.
     *
     * @throws RunException if the folder holds no stored run, or a file of it is missing or broken; names the file
     */
    public static Evidence read(Path folder) {
        if (!holds(folder)) {
            throw new RunException("%s holds no stored run: there is no %s in it%s"
                    .formatted(folder, FACTS, RunFolder.hasTrials(folder) ? ", but in each folder of its trials" : ""));
        }
        RunFacts facts = part(folder.resolve(FACTS), EvidenceStore::readFacts); // first, since it knows the format
        Scenario scenario = part(folder, EvidenceStore::readScenario);
        Optional<FinishedLoad> load = Files.isRegularFile(folder.resolve(LoadReport.FILE))
                ? Optional.of(part(folder, files -> FinishedLoad.read(files, SeedChoice.plan(scenario))))
                : Optional.empty();
        return new Evidence(
                scenario,
                facts,
                load,
                part(folder.resolve(RESULTS), ResultsCsv::read),
                part(folder.resolve(PROGRESS), EvidenceStore::readBatches),
                part(folder.resolve(BACKLOG), EvidenceStore::readBacklog));
    }

    /** Reads a part of the evidence, which may be broken in any way: the error always names the file. */
    private static <T> T part(Path file, FailableFunction<Path, T, IOException> reader) {
        try {
            return reader.apply(file);
        } catch (FileSystemException e) { // its message is the path alone
            throw new RunException("%s cannot be read: %s".formatted(file, e), e);
        } catch (IOException | RuntimeException e) {
            throw new RunException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Scenario readScenario(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> scenarios =
                    files.filter(file -> file.toString().endsWith(".yaml")).toList();
            if (scenarios.size() != 1) {
                throw new IOException("one scenario file expected, found " + scenarios);
            }
            return new ScenarioParser().parse(scenarios.get(0), Map.of());
        }
    }

    /** The format of a folder that holds a stored run. */
    public static int format(Path folder) {
        return part(
                folder.resolve(FACTS),
                file -> JSON.readTree(file.toFile()).path("format").asInt(1));
    }

    private static RunFacts readFacts(Path file) throws IOException {
        int format = format(file.getParent());
        if (format != FORMAT) {
            throw new IOException(
                    "format must be %d, is %d: read it with the version that wrote it".formatted(FORMAT, format));
        }
        ObjectNode facts = (ObjectNode) JSON.readTree(file.toFile());
        return JSON.treeToValue(facts.without("format"), RunFacts.class);
    }

    private static List<BacklogSample> readBacklog(Path file) throws IOException {
        return NumbersCsv.read(file, BACKLOG_HEADER).stream()
                .map(row -> new BacklogSample(row[0], row[1], row[2], row[3]))
                .toList();
    }

    /** A line for each micro-batch. */
    private static void writeBatches(List<BatchProgress> batches, OutputStream out) throws IOException {
        try (SequenceWriter lines = JSON.writer().withRootValueSeparator("\n").writeValues(out)) {
            lines.writeAll(batches);
        }
    }

    private static List<BatchProgress> readBatches(Path file) throws IOException {
        try (MappingIterator<BatchProgress> lines =
                JSON.readerFor(BatchProgress.class).readValues(file.toFile())) {
            return lines.readAll();
        }
    }
}
