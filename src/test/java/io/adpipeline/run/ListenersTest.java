package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.adpipeline.analysis.SampleRun;
import io.adpipeline.evidence.Phase;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListenersTest {

    private final List<String> heard = new ArrayList<>();

    private RunListener listener(String name) {
        return new RunListener() {
            @Override
            public void phase(Scenario scenario, Phase phase) {
                heard.add(name + " " + phase);
                if (phase == Phase.DRAIN) {
                    throw new IllegalStateException(name);
                }
            }
        };
    }

    @Test
    void everyCallReachesAllInTheirOrderUntilOneThrows() {
        Scenario scenario = SampleRun.scenario(Map.of());
        RunListener all = Listeners.all(RunListener.class, List.of(listener("first"), listener("second")));

        all.phase(scenario, Phase.WARMUP);
        all.started(scenario, "some Kafka", "a seed");
        assertThatIllegalStateException()
                .isThrownBy(() -> all.phase(scenario, Phase.DRAIN))
                .withMessage("first");

        assertThat(heard).containsExactly("first WARMUP", "second WARMUP", "first DRAIN");
    }
}
