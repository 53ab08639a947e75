package io.adpipeline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.scenario.ScenarioParser;
import org.junit.jupiter.api.Test;

class SettingsTakenBackTest {

    /** A benchmark runs for an hour before it would tell. */
    @Test
    void itsKeysAreKnown() {
        ScenarioParser parser = new ScenarioParser();

        assertThat(SettingsTakenBack.takenBack().values())
                .allSatisfy(keys -> assertThat(parser.parse(ScenarioRuns.BENCH.resolve("own-settings.yaml"), keys)
                                .pipeline()
                                .settings())
                        .hasSizeGreaterThanOrEqualTo(keys.size()));
    }
}
