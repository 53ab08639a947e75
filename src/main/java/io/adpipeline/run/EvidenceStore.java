package io.adpipeline.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.adpipeline.event.Truth;
import io.adpipeline.load.LoadGenerator;
import io.adpipeline.load.LoadReport;
import io.adpipeline.pipeline.BatchProgress;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.scenario.ScenarioYaml;
import io.adpipeline.traffic.TrafficModels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run's evidence as files of one folder, for other tools to read and for this one to judge again:
 *
 * <ul>
 *   <li>{@code NAME.yaml}: the scenario with every default filled in
 *   <li>{@code run.json}: {@link RunFacts}
 *   <li>{@code load.json}, {@code truth.csv}, {@code truth-produced.csv}: left there by the generator
 *   <li>{@code results.csv.gz}: every result row, see {@link ResultsCsv}
 *   <li>{@code progress.jsonl}: a line for each micro-batch; {@code report} in it is the engine's own
 *   <li>{@code backlog.csv}: {@link BacklogSample}
 * </ul>
 */
public final class EvidenceStore {

    private static final String FACTS = "run.json";
    private static final String RESULTS = "results.csv.gz";
    private static final String PROGRESS = "progress.jsonl";
    private static final String BACKLOG = "backlog.csv";
    private static final String BACKLOG_HEADER = "time_ms,backlog_events,end_offset,committed_offset";
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private EvidenceStore() {}

    /** Writes what the generator has not written itself. */
    static void write(Evidence evidence, Path folder) {
        try {
            Files.writeString(
                    folder.resolve(evidence.scenario().name() + ".yaml"), ScenarioYaml.write(evidence.scenario()));
            JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FACTS).toFile(), evidence.facts());
            ResultsCsv.write(evidence.rows(), folder.resolve(RESULTS));
            writeBatches(evidence.batches(), folder.resolve(PROGRESS));
            writeBacklog(evidence.backlog(), folder.resolve(BACKLOG));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot store the run in " + folder, e);
        }
    }

    /**
     * Reads a run back.
     *
     * @throws RunException if the folder holds no stored run
     */
    public static Evidence read(Path folder) {
        if (!Files.isRegularFile(folder.resolve(FACTS))) {
            throw new RunException("%s holds no stored run: there is no %s in it".formatted(folder, FACTS));
        }
        try {
            Scenario scenario = readScenario(folder);
            RunFacts facts = JSON.readValue(folder.resolve(FACTS).toFile(), RunFacts.class);
            Optional<LoadReport> load = Files.isRegularFile(folder.resolve("load.json"))
                    ? Optional.of(LoadGenerator.readReport(folder))
                    : Optional.empty();
            return new Evidence(
                    scenario,
                    facts,
                    load,
                    load.map(report -> Truth.read(folder, facts.loadStartMs(), scenario.pipeline().window().toMillis())),
                    ResultsCsv.read(folder.resolve(RESULTS)),
                    readBatches(folder.resolve(PROGRESS)),
                    readBacklog(folder.resolve(BACKLOG)));
        } catch (IOException | UncheckedIOException e) {
            throw new RunException("the run stored in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static Scenario readScenario(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> scenarios = files.filter(file -> file.toString().endsWith(".yaml")).toList();
            if (scenarios.size() != 1) {
                throw new IOException("one scenario file expected, found " + scenarios);
            }
            return new ScenarioParser(TrafficModels.load().byName()).parse(scenarios.get(0), Map.of());
        }
    }

    private static void writeBatches(List<BatchProgress> batches, Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (BatchProgress batch : batches) {
            ObjectNode line = JSON.createObjectNode()
                    .put("batchId", batch.batchId())
                    .put("startMs", batch.startMs())
                    .put("inputRows", batch.inputRows());
            line.set("durationsMs", JSON.valueToTree(batch.durationsMs()));
            line.set("report", JSON.readTree(batch.json()));
            lines.add(JSON.writeValueAsString(line));
        }
        Files.write(file, lines);
    }

    private static List<BatchProgress> readBatches(Path file) throws IOException {
        List<BatchProgress> batches = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = JSON.readTree(line);
            batches.add(new BatchProgress(
                    node.get("batchId").longValue(),
                    node.get("startMs").longValue(),
                    node.get("inputRows").longValue(),
                    JSON.convertValue(
                            node.get("durationsMs"),
                            JSON.getTypeFactory().constructMapType(Map.class, String.class, Long.class)),
                    node.get("report").toString()));
        }
        return batches;
    }

    private static void writeBacklog(List<BacklogSample> samples, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(BACKLOG_HEADER));
        samples.forEach(sample -> lines.add("%d,%d,%d,%d".formatted(
                sample.timeMs(), sample.events(), sample.endOffset(), sample.committedOffset())));
        Files.write(file, lines);
    }

    private static List<BacklogSample> readBacklog(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(","))
                .map(fields -> new BacklogSample(
                        Long.parseLong(fields[0]),
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[2]),
                        Long.parseLong(fields[3])))
                .toList();
    }
}
