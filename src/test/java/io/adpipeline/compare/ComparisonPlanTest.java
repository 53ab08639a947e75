package io.adpipeline.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.capacity.SampleSearch;
import io.adpipeline.scenario.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonPlanTest {

    private static ComparisonPlan plan(Map<String, String> keys) {
        Scenario scenario = SampleRun.scenario(keys);
        return new ComparisonPlan(Map.of(Side.A, scenario, Side.B, scenario), Map.of(), 7);
    }

    @Test
    void roundsAreAbbaOrBaabByTheSeed() {
        List<List<Side>> orders =
                IntStream.rangeClosed(1, 100).mapToObj(plan(Map.of())::order).toList();

        assertThat(orders)
                .containsOnly(List.of(Side.A, Side.B, Side.B, Side.A), List.of(Side.B, Side.A, Side.A, Side.B));
        assertThat(orders.stream().filter(order -> order.get(0) == Side.A).count())
                .isBetween(30L, 70L);
        assertThat(orders)
                .isEqualTo(IntStream.rangeClosed(1, 100)
                        .mapToObj(plan(Map.of())::order)
                        .toList());
    }

    @Test
    void aBlockIsALoadOfTheScenarioWithItsOwnLengths() {
        ComparisonPlan plan = plan(Map.of("compare.block", "13s", "compare.settle", "3s", "tail", "1m"));
        Scenario block = plan.block(Side.B, "r01-b1");

        assertThat(block.name()).isEqualTo("r01-b1");
        assertThat(block.phases().warmup()).isEqualTo(Duration.ofSeconds(3));
        assertThat(block.phases().duration()).isEqualTo(Duration.ofSeconds(13));
        assertThat(block.phases().tail()).isEqualTo(block.pipeline().watermark().plusMillis(2_500));
        assertThat(block.load()).isEqualTo(SampleRun.scenario(Map.of()).load());
        assertThat(block.thresholds().all())
                .extracting(Object::toString)
                .containsExactly("perEvent p90 ≤ 31536000 s", "scheduleLag p99 ≤ 50 ms", "delivered share ≥ 99 %");
    }

    @Test
    void aBlockHasAtLeastOneWindowAndNoLongerTailThanTheScenario() {
        Scenario block = plan(Map.of("compare.block", "1s", "window", "10s", "duration", "10s", "tail", "1s"))
                .block(Side.A, "x");

        assertThat(block.phases().duration()).isEqualTo(Duration.ofSeconds(10));
        assertThat(block.phases().tail()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aCommandIsStartedForEachBlockAndWarmsUpInIt() {
        ComparisonPlan plan = plan(Map.of("pipeline.command", "[cat]"));

        assertThat(plan.warmsUp(Side.A)).isFalse();
        assertThat(plan.block(Side.A, "x").phases().warmup()).isEqualTo(Duration.ofSeconds(38));
    }

    @Test
    void theBudgetSaysHowManyRounds() {
        long round = plan(Map.of()).roundLength().toSeconds();

        assertThat(plan(Map.of()).rounds()).isBetween(4, 8);
        assertThat(plan(Map.of("compare.budget", 5 * round + 9 + "s")).rounds()).isEqualTo(5);
        assertThat(plan(Map.of("compare.budget", "24h")).rounds()).isEqualTo(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(Map.of("compare.budget", "5m")).rounds())
                .withMessageStartingWith("compare.budget must hold four rounds of ")
                .withMessageEndingWith(" s, was 300 s");
    }

    @Test
    void aSearchForCapacityCannotBeCompared() {
        Scenario search = SampleSearch.scenario(Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComparisonPlan.of(Map.of(Side.A, search, Side.B, search), Map.of()))
                .withMessage("hunt is a search for capacity, and only single runs can be compared");
    }

    @Test
    void aSideIsDescribedByWhatItChanges() {
        Scenario scenario = SampleRun.scenario(Map.of());
        ComparisonPlan plan = new ComparisonPlan(
                Map.of(Side.A, scenario, Side.B, scenario), Map.of(Side.B, Map.of("x", "1", "b", "2")), 1);

        assertThat(plan.described(Side.A)).isEqualTo("as it is");
        assertThat(plan.described(Side.B)).isEqualTo("b=2, x=1");
        assertThat(plan.folder()).isEqualTo("demo-compare");
    }
}
