package io.adpipeline.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

    @Test
    void theBoundsBelongToTheInterval() {
        ConfidenceInterval interval = new ConfidenceInterval(774, 861);

        assertThat(interval.contains(774)).isTrue();
        assertThat(interval.contains(861)).isTrue();
        assertThat(interval.contains(773.9)).isFalse();
        assertThat(interval.contains(861.1)).isFalse();
    }

    @Test
    void crossedOrUndefinedBoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceInterval(2, 1))
                .withMessageContaining("[2.0, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfidenceInterval(Double.NaN, 1))
                .withMessageContaining("NaN");
    }
}
