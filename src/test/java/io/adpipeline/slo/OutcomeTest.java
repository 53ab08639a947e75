package io.adpipeline.slo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    @Test
    void severalRunsAreAsBadAsTheWorstOfThem() {
        assertThat(Outcome.worst(List.of(Outcome.PASS, Outcome.PASS))).isEqualTo(Outcome.PASS);
        assertThat(Outcome.worst(List.of(Outcome.PASS, Outcome.INVALID, Outcome.PASS)))
                .isEqualTo(Outcome.INVALID);
        assertThat(Outcome.worst(List.of(Outcome.INVALID, Outcome.FAIL, Outcome.PASS)))
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void noRunProvesNothing() {
        assertThat(Outcome.worst(List.of())).isEqualTo(Outcome.INVALID);
    }
}
