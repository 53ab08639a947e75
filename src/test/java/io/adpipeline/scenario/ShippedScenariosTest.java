package io.adpipeline.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShippedScenariosTest {

    private static final ScenarioLibrary SHIPPED =
            new ScenarioLibrary(Path.of("src/test/resources/scenarios"), new ScenarioParser());

    private static List<Scenario> select(String names, String tags) {
        return SHIPPED.select(ScenarioLibrary.Selection.of(names, tags), Map.of());
    }

    @Test
    void theDefaultChoiceIsTheBaselineOfAllThreeModels() {
        assertThat(select("", "")).extracting(Scenario::name).containsExactly("mmpp", "poisson", "uniform");
        assertThat(select("", "")).allSatisfy(scenario -> {
            assertThat(scenario.traffic().model()).isEqualTo(scenario.name());
            assertThat(scenario.load()).isEqualTo(new Scenario.Load(2, 20_000, 10, 100, OptionalLong.empty(), false));
            assertThat(scenario.phases().warmup()).isEqualTo(Duration.ofSeconds(50));
            assertThat(scenario.phases().warmupEndsItself()).isTrue();
            assertThat(scenario.phases().duration()).isEqualTo(Duration.ofSeconds(40));
            assertThat(scenario.pipeline().window()).isEqualTo(Duration.ofSeconds(4));
            assertThat(scenario.thresholds().all()).extracting(Object::toString).contains("backlog growth ≤ 5 %");
        });
    }

    @Test
    void smokeIsSmallAndShortAndChosenByItsTagAlone() {
        Scenario smoke = select("", "smoke").get(0);

        assertThat(smoke.name()).isEqualTo("smoke");
        assertThat(smoke.load().eventsPerSecond()).isEqualTo(2_000);
        assertThat(smoke.pipeline().window()).isEqualTo(Duration.ofSeconds(2));
        assertThat(smoke.phases().total()).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void capacityIsSearchedFromTheSameRateWithAllThreeModelsAndChosenByItsTagAlone() {
        List<Scenario> searches = select("", "capacity");

        assertThat(searches)
                .extracting(Scenario::name)
                .containsExactly("capacity-mmpp", "capacity-poisson", "capacity-uniform");
        assertThat(searches).allSatisfy(scenario -> {
            assertThat(scenario.name())
                    .isEqualTo("capacity-" + scenario.traffic().model());
            assertThat(scenario.capacity())
                    .hasValueSatisfying(search -> assertThat(search.from()).isEqualTo(80_000));
            assertThat(scenario.thresholds().all()).extracting(Object::toString).contains("perEvent p90 ≤ 2 s");
        });
    }

    @Test
    void everyOneIsValidDescribedAndBoundsBothLatencies() {
        assertThat(select("*", "")).hasSameSizeAs(SHIPPED.names()).allSatisfy(scenario -> {
            assertThat(scenario.description()).isNotBlank();
            assertThat(scenario.thresholds().all())
                    .extracting(threshold -> threshold.key())
                    .contains(
                            scenario.capacity().isPresent()
                                    ? new String[] {"perEvent.p90"}
                                    : new String[] {"perEvent.p90", "windowClose.p90"});
        });
    }
}
