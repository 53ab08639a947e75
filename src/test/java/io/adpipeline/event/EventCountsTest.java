package io.adpipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EventCountsTest {

    @Test
    void theTotalIsThatOfAllTypes() {
        assertThat(new EventCounts(11, 22, 33, 100, 8_000).total()).isEqualTo(66);
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventCounts(0, -1, 0, 0, 0))
                .withMessageContaining("-1 clicks");
    }
}
