package io.adpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BenchTableTest {

    private static final Series OURS = new Series("ours", "ns", List.of(30.0, 10.0, 20.0));
    private static final Series THEIRS = new Series("theirs", "ns", List.of(90.0, 100.0, 1_100.0));

    @Test
    void aRowHoldsMediansTheirRatioAndWhetherTheTargetIsMet() {
        String table = BenchTable.of(List.of(
                Comparison.speed("a", OURS, THEIRS).withTarget(Target.ratioAtLeast(5.01)),
                Comparison.share("b", OURS, THEIRS).withTarget(Target.ratioAtMost(0.2)),
                Comparison.alone("c", OURS)));

        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "| what | ours | against | ratio | target | met |",
                        "| ---- | ------- | -------------- | ----- | -------- | --- |",
                        "| a | 20.0 ns | theirs: 100 ns | 5.00 | ≥ 5.01 x | no |",
                        "| b | 20.0 ns | theirs: 100 ns | 0.20 | ≤ 0.20 x | yes |",
                        "| c | 20.0 ns | – | – | – | – |");
    }

    @Test
    void whatIsWantedOfOursAloneIsHeldAgainstOurMedian() {
        Comparison comparison = Comparison.share("a", OURS, THEIRS);

        assertThat(comparison.withTarget(Target.oursAtMost(20, "ns")).met()).contains(true);
        assertThat(comparison.withTarget(Target.oursAtMost(19, "ns")).met()).contains(false);
        assertThat(comparison.withTarget(Target.moreThan(THEIRS)).met()).contains(false);
        assertThat(comparison.met()).isEmpty();
    }

    @Test
    void figuresOfDifferentUnitsAreNotCompared() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.share("a", OURS, new Series("x", "ms", List.of(1.0))))
                .withMessage("units must be equal, were 'ns' and 'ms'");
    }

    @Test
    void noRepeatsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BenchOptions(null, OptionalInt.of(0)))
                .withMessage("bench.repeats must be at least 1, was 0");
    }
}
