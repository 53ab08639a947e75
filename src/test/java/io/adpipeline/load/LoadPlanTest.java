package io.adpipeline.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.adpipeline.load.LoadGenerator.LoadProgress;
import io.adpipeline.process.Lines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPlanTest {

    @Test
    void itTravelsAsOneLine() {
        String line = Lines.line("LOAD", LoadPlans.small());

        assertThat(line).startsWith("LOAD {").doesNotContain("\n");
        assertThat(Lines.value(line, LoadPlan.class)).isEqualTo(LoadPlans.small());
    }

    @Test
    void progressTravelsAsOneLine() {
        LoadProgress progress = new LoadProgress(-20, 3, 2, 1, 0.5);
        String line = Lines.line("PROGRESS", progress);

        assertThat(line).doesNotContain("\n");
        assertThat(Lines.value(line, LoadProgress.class)).isEqualTo(progress);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "{\"kafka\": {\"clientProperties\": {\"sasl.password\": \"hunter2\"",
                "{\"kafka\": {\"clientProperties\": \"hunter2\"}}",
                "{\"kafka\": \"hunter2\"}",
                "{\"producers\": \"hunter2\"}",
                "{\"hunter2\": 1}",
                "{\"topic\": hunter2}",
            })
    void theErrorOfABrokenLineHoldsNothingOfIt(String broken) {
        IllegalArgumentException error = catchThrowableOfType(
                IllegalArgumentException.class, () -> Lines.value("LOAD " + broken, LoadPlan.class));

        assertThat(error)
                .hasMessage("a LOAD with something that is no LoadPlan: the two JVMs are of different builds")
                .hasNoCause();
        assertThat(error.toString()).doesNotContain("hunter").doesNotContain("password");
    }

    @Test
    void theScheduleIsAllItsPartsTogether() {
        assertThat(LoadPlans.small().totalMs()).isEqualTo(4_000);
    }

    @Test
    void itsTextShowsNoValueOfAClientProperty() {
        assertThat(LoadPlans.small().toString())
                .contains("1 producers of uniform at 1000.0 events/s to events at localhost:9092")
                .contains("sasl.jaas.config")
                .doesNotContain(LoadPlans.SECRET)
                .doesNotContain("linger.ms");
    }
}
