package io.adpipeline.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.adpipeline.calibrate.Experiment.Subject;
import io.adpipeline.compare.ComparisonVerdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationLogTest {

    @TempDir
    private Path folder;

    private CalibrationLog log(String synthetic) {
        return new CalibrationLog(
                folder.resolve("calibration.jsonl"), Map.of(Subject.SYNTHETIC, synthetic, Subject.REFERENCE, "real"));
    }

    private void add(Experiment experiment, ComparisonVerdict verdict, int times) {
        for (int i = 0; i < times; i++) {
            log("one").add(experiment, verdict, new ObjectMapper().createObjectNode());
        }
    }

    @Test
    void kindsComeInTurnAndWhatIsDoneIsNotDoneAgain() {
        assertThat(log("one").left())
                .hasSize(152)
                .startsWith(Experiment.ALIKE, Experiment.SLOWER_20, Experiment.SLOWER_10, Experiment.ALIKE_BUSY)
                .endsWith(Experiment.REFERENCE_ALIKE, Experiment.REFERENCE_20);

        add(Experiment.ALIKE, ComparisonVerdict.PASS, 1);
        add(Experiment.SLOWER_10, ComparisonVerdict.INVALID, 1);

        assertThat(log("one").left())
                .hasSize(150)
                .startsWith(Experiment.SLOWER_20, Experiment.ALIKE_BUSY, Experiment.ALIKE, Experiment.SLOWER_20);
    }

    @Test
    void anotherDesignStartsAnewAndKeepsWhatIsThere() {
        add(Experiment.ALIKE, ComparisonVerdict.SLOWER, 3);
        add(Experiment.REFERENCE_ALIKE, ComparisonVerdict.PASS, 2);

        assertThat(log("two").left()).hasSize(150);
        assertThat(log("two").broken()).isEmpty();
        assertThat(log("one").left()).hasSize(147);
    }

    @Test
    void aRequirementThatDoesNotHoldIsTold() {
        add(Experiment.ALIKE, ComparisonVerdict.SLOWER, 2);
        add(Experiment.ALIKE, ComparisonVerdict.PASS, 30);
        add(Experiment.SLOWER_20, ComparisonVerdict.UNDECIDED, 4);
        assertThat(log("one").broken()).isEmpty();

        add(Experiment.ALIKE, ComparisonVerdict.SLOWER, 1);
        add(Experiment.SLOWER_20, ComparisonVerdict.UNDECIDED, 1);

        assertThat(log("one").broken())
                .containsExactly(
                        "alike: 3 of 33 are SLOWER, required are at most 2 of 40",
                        "+20 %: 0 of 5 are SLOWER, required are at least 36 of 40");
    }

    /** Wilson's interval for 1 of 10 at 95 % is 1.8 to 40.4 %, for 3 of 3 it begins at 43.8 %. */
    @Test
    void theTableHasSharesWithTheirIntervals() {
        add(Experiment.ALIKE, ComparisonVerdict.SLOWER, 1);
        add(Experiment.ALIKE, ComparisonVerdict.PASS, 9);
        add(Experiment.SLOWER_20, ComparisonVerdict.SLOWER, 3);

        assertThat(log("one").table())
                .contains("| alike | 10 of 40 | 1 | 9 | 0 | 0 | 0 | 10 % [2, 40] | at most 2 of 40 |")
                .contains("| +20 % | 3 of 40 | 3 | 0 | 0 | 0 | 0 | 100 % [44, 100] | at least 36 of 40 |")
                .contains("| +10 % | 0 of 40 | 0 | 0 | 0 | 0 | 0 | - | - |");
    }

    @ParameterizedTest
    @CsvSource({
        "ALIKE, 39, 2, ", "ALIKE, 40, 2, true", "ALIKE, 3, 3, false",
        "SLOWER_20, 36, 36, true", "SLOWER_20, 36, 35, ", "SLOWER_20, 40, 35, false",
        "SLOWER_10, 1, 0, true"
    })
    void aRequirementIsKnownAsSoonAsNothingCanChangeIt(Experiment experiment, int done, int slower, Boolean holds) {
        assertThat(experiment.holds(done, slower).orElse(null)).isEqualTo(holds);
    }
}
