package io.adpipeline.report;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.adpipeline.analysis.Analysis;
import io.adpipeline.compare.Block;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.Looks;
import io.adpipeline.compare.Round;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.EvidenceStore;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.RunFolder;
import io.adpipeline.files.WholeFile;
import io.adpipeline.report.chart.ChartFiles;
import io.adpipeline.scenario.Scenario;
import io.adpipeline.scenario.ScenarioParser;
import io.adpipeline.scenario.ScenarioYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A comparison as files: {@code report.txt}, {@code comparison.json}, its charts, and the scenario of each side with
 * every default filled in.
 */
public final class ComparisonFiles {

    private static final String RESULT = "comparison.json";
    private static final TypeReference<TreeMap<String, String>> KEYS = new TypeReference<>() {};

    /** Names of the files, the most telling first; charts are not among them. */
    public static final List<String> NAMES = List.of("report.txt", RESULT, "a.yaml", "b.yaml");

    private ComparisonFiles() {}

    /** Whether a folder holds a comparison. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(RESULT));
    }

    /**
     * Reads a comparison, and analyses and judges each of its blocks again from its evidence.
     *
     * @throws RunException if a file is missing or broken; names the file
     */
    public static ComparisonResult read(RunFolder folder) {
        Path file = folder.path().resolve(RESULT);
        try {
            JsonNode root = ResultJson.JSON.readTree(file.toFile());
            Map<Side, Scenario> scenarios = new EnumMap<>(Side.class);
            Map<Side, Map<String, String>> changes = new EnumMap<>(Side.class);
            for (Side side : Side.values()) {
                scenarios.put(side, scenario(root.required("scenario").asText(), folder.scenario(side.label())));
                JsonNode keys = root.required("sides").required(side.label()).required("changes");
                changes.put(side, ResultJson.JSON.convertValue(keys, KEYS));
            }
            long orderSeed = root.required("orderSeed").asLong();
            Looks looks = ResultJson.JSON.treeToValue(root.required("looks"), Looks.class);
            List<Round> rounds = new ArrayList<>();
            root.required("rounds").forEach(round -> rounds.add(round(round, folder)));
            return new ComparisonResult(
                    new ComparisonPlan(scenarios, changes, orderSeed),
                    root.required("kafka").asText(),
                    looks,
                    rounds,
                    root.required("ended").asBoolean());
        } catch (IOException | IllegalArgumentException e) {
            throw new RunException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Scenario scenario(String name, Path file) throws IOException {
        return new ScenarioParser().parse(Path.of(name + ".yaml"), Files.readString(file));
    }

    private static Round round(JsonNode round, RunFolder folder) {
        List<Block> blocks = new ArrayList<>();
        round.required("blocks")
                .forEach(block -> blocks.add(new Block(
                        Side.ofLabel(block.required("side").asText()),
                        Analysis.of(EvidenceStore.read(
                                folder.trial(block.required("block").asText()).path())),
                        Stream.ofNullable(block.get(ComparisonJson.IDLE))
                                .mapToDouble(JsonNode::asDouble)
                                .findFirst())));
        return new Round(round.required("round").asInt(), blocks);
    }

    /** Writes all files, replacing those that earlier rounds left. */
    public static void write(ComparisonResult result, RunFolder folder) {
        try {
            WholeFile.write(folder.path().resolve("report.txt"), ComparisonText.of(result));
            WholeFile.write(folder.path().resolve(RESULT), ComparisonJson.of(result));
            for (Side side : Side.values()) {
                WholeFile.write(
                        folder.scenario(side.label()),
                        ScenarioYaml.write(result.plan().scenarios().get(side)));
            }
            ChartFiles.write(result, folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the result to " + folder.path(), e);
        }
    }
}
