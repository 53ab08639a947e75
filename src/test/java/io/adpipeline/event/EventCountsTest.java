package io.adpipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class EventCountsTest {

    @Test
    void addingKeepsTheNewerStamps() {
        EventCounts early = new EventCounts(1, 2, 3, 100, 7_000);
        EventCounts late = new EventCounts(10, 20, 30, 90, 8_000);

        assertThat(early.plus(late)).isEqualTo(new EventCounts(11, 22, 33, 100, 8_000));
        assertThat(early.plus(late).total()).isEqualTo(66);
    }

    @Test
    void aNegativeCountIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventCounts(0, -1, 0, 0, 0))
                .withMessageContaining("-1 clicks");
    }
}
