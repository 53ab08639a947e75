package io.adpipeline.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adpipeline.calibrate.Experiment.Subject;
import io.adpipeline.compare.ComparisonPlan;
import io.adpipeline.compare.ComparisonResult;
import io.adpipeline.compare.ComparisonRunner;
import io.adpipeline.compare.Side;
import io.adpipeline.evidence.Environment;
import io.adpipeline.it.RunSupport;
import io.adpipeline.it.SharedKafka;
import io.adpipeline.report.Console;
import io.adpipeline.report.ReportWriter;
import io.adpipeline.scenario.GatingStatistic;
import io.adpipeline.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How often a comparison is wrong, by comparisons whose truth is known. Run by {@code mvn verify -Pcalibrate}; goes on where
 * it stopped. {@code -Dcalibrate.most=N} does so many experiments at most.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CalibrationSuite {

    /** What the error rates depend on; a change of these, comments aside, starts anew. */
    private static final List<String> DESIGN =
            List.of("Block", "ComparisonPlan", "ComparisonRunner", "ComparisonVerdict", "Looks", "Ratio", "Round");

    private static final Path SOURCES = Path.of("src/main/java/io/adpipeline/compare");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static CalibrationLog log;

    @RegisterExtension
    static final SharedKafka KAFKA = new SharedKafka();

    @TestFactory
    @Order(1)
    Stream<DynamicTest> experiments() throws IOException {
        Map<Subject, String> designs = new EnumMap<>(Subject.class);
        for (Subject subject : Subject.values()) {
            designs.put(subject, design(subject));
        }
        log = new CalibrationLog(Path.of("docs/calibration.jsonl"), designs);
        return log.left().stream()
                .limit(Integer.getInteger("calibrate.most", Integer.MAX_VALUE))
                .map(experiment -> DynamicTest.dynamicTest(experiment.title(), () -> run(experiment)));
    }

    @Test
    @Order(2)
    void errorRatesAreAsRequired() {
        assertThat(log.broken()).isEmpty();
    }

    @AfterAll
    static void printTable() {
        Console.standard().print("\n" + log.table());
    }

    private static void run(Experiment experiment) throws Exception {
        Path folder = Files.createTempDirectory("calibrate-");
        Process busy = experiment.busy() ? busyCore() : null;
        try {
            Instant start = Instant.now();
            ComparisonPlan plan = ComparisonPlan.of(
                    Map.of(
                            Side.A, scenario(folder, experiment.subject(), 0),
                            Side.B, scenario(folder, experiment.subject(), experiment.slowerPercent())),
                    Map.of());
            ComparisonResult result =
                    new ComparisonRunner(RunSupport.options(KAFKA.broker(), folder)).run(plan, new ReportWriter());
            log.add(experiment, result.verdict(), line(result, start));
            Console.standard().print("%s: %s".formatted(experiment.title(), result.message()));
        } finally {
            if (busy != null) {
                busy.destroy(); // which it hands on; killed it would leave the loop
                busy.waitFor();
            }
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static Scenario scenario(Path folder, Subject subject, int slowerPercent) throws IOException {
        return RunSupport.scenario(folder, "calibrate", subject.scenario(slowerPercent));
    }

    /** Ends by itself, should this JVM be killed. */
    private static Process busyCore() throws IOException {
        return new ProcessBuilder("timeout", String.valueOf(LONGEST.toSeconds()), "sh", "-c", "while :; do :; done")
                .start();
    }

    private static ObjectNode line(ComparisonResult result, Instant start) {
        ObjectMapper json = new ObjectMapper();
        ObjectNode line = json.createObjectNode();
        result.ratio(result.plan().comparison().statistic())
                .ifPresent(ratio -> line.put("ratio", ratio.value())
                        .put("low", ratio.low())
                        .put("high", ratio.high())
                        .put("confidence", ratio.confidence()));
        result.ratio(GatingStatistic.CPU).ifPresent(ratio -> line.put("cpuRatio", ratio.value()));
        result.rounds().stream()
                .flatMap(round -> round.blocks().stream())
                .flatMapToDouble(block -> block.run().facts().machineUse().idle().stream())
                .average()
                .ifPresent(percent -> line.put("idlePercent", percent));
        line.put("rounds", result.rounds().size())
                .put("counted", result.counted().size())
                .put("seconds", Duration.between(start, Instant.now()).toSeconds())
                .put("at", start.toString())
                .put("commit", result.commit(Side.B).orElse("unknown"));
        line.set("machine", json.valueToTree(Environment.current().facts()));
        return line;
    }

    /** Tells designs apart. */
    private static String design(Subject subject) throws IOException {
        StringBuilder text = new StringBuilder(subject.template());
        for (String type : DESIGN) {
            text.append(Files.readString(SOURCES.resolve(type + ".java")));
        }
        String bare = text.toString().replaceAll("(?s)/\\*.*?\\*/|//[^\\n]*|\\s+", "");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bare.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
