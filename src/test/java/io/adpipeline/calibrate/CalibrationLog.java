package io.adpipeline.calibrate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adpipeline.calibrate.Experiment.Subject;
import io.adpipeline.compare.ComparisonVerdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * The experiments that are done, a line of a file for each. Lines of another design than today's stay in the file and do
 * not count.
 */
final class CalibrationLog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double CONFIDENCE = 0.95;

    private final Path file;
    private final Map<Subject, String> designs;

    /** @param designs what today's experiments are, by subject */
    CalibrationLog(Path file, Map<Subject, String> designs) {
        this.file = file;
        this.designs = Map.copyOf(designs);
    }

    /** What is still to be done, of each kind in turn; those that take 20 minutes come last. */
    List<Experiment> left() {
        List<Experiment> left = new ArrayList<>();
        int most = Stream.of(Experiment.values())
                .mapToInt(Experiment::planned)
                .max()
                .orElseThrow();
        IntStream.range(0, most)
                .forEach(round -> Stream.of(Experiment.values())
                        .filter(experiment -> round >= verdicts(experiment).size() && round < experiment.planned())
                        .forEach(left::add));
        left.sort(Comparator.comparing(Experiment::subject));
        return left;
    }

    /** Adds what an experiment has yielded; it is on disk when this returns. */
    void add(Experiment experiment, ComparisonVerdict verdict, ObjectNode more) {
        ObjectNode line = JSON.createObjectNode()
                .put("design", designs.get(experiment.subject()))
                .put("experiment", experiment.key())
                .put("verdict", verdict.name());
        line.setAll(more);
        try {
            Files.write(file, List.of(line.toString()), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ComparisonVerdict> verdicts(Experiment experiment) {
        return lines().stream()
                .filter(line -> line.path("design").asText().equals(designs.get(experiment.subject()))
                        && line.path("experiment").asText().equals(experiment.key()))
                .map(line -> ComparisonVerdict.valueOf(line.path("verdict").asText()))
                .toList();
    }

    private List<JsonNode> lines() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** Requirements that do not hold, a sentence each. */
    List<String> broken() {
        return Stream.of(Experiment.values())
                .filter(experiment -> !experiment
                        .holds(verdicts(experiment).size(), count(experiment, ComparisonVerdict.SLOWER))
                        .orElse(true))
                .map(experiment -> "%s: %d of %d are SLOWER, required are %s"
                        .formatted(
                                experiment.title(),
                                count(experiment, ComparisonVerdict.SLOWER),
                                verdicts(experiment).size(),
                                experiment.requirement()))
                .toList();
    }

    private int count(Experiment experiment, ComparisonVerdict verdict) {
        return (int) verdicts(experiment).stream().filter(verdict::equals).count();
    }

    /** All kinds, in Markdown. */
    String table() {
        StringBuilder table = new StringBuilder("""
                | b against a | done | SLOWER | PASS | UNDECIDED | INVALID | FAIL | share of SLOWER [95 % interval] | required |
                |---|---|---|---|---|---|---|---|---|
                """);
        for (Experiment experiment : Experiment.values()) {
            table.append("| %s | %d of %d |"
                    .formatted(experiment.title(), verdicts(experiment).size(), experiment.planned()));
            Stream.of(
                            ComparisonVerdict.SLOWER,
                            ComparisonVerdict.PASS,
                            ComparisonVerdict.UNDECIDED,
                            ComparisonVerdict.INVALID,
                            ComparisonVerdict.FAIL)
                    .forEach(verdict -> table.append(" %d |".formatted(count(experiment, verdict))));
            table.append(" %s | %s |\n".formatted(share(experiment), experiment.requirement()));
        }
        return table.toString();
    }

    private String share(Experiment experiment) {
        int done = verdicts(experiment).size();
        if (done == 0) {
            return "-";
        }
        int slower = count(experiment, ComparisonVerdict.SLOWER);
        ConfidenceInterval interval = new WilsonScoreInterval().createInterval(done, slower, CONFIDENCE);
        return String.format(
                Locale.ROOT,
                "%.0f %% [%.0f, %.0f]",
                100.0 * slower / done,
                100 * interval.getLowerBound(),
                100 * interval.getUpperBound());
    }
}
