package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {

    @Test
    void aTopicHasAtLeastOnePartitionAndOneReplica() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicLayout(0, (short) 1, Map.of()))
                .withMessage("partitions must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopicLayout(1, (short) 0, Map.of()))
                .withMessage("replication must be at least 1, was 0");
    }

    @Test
    void itDescribesItselfForMessages() {
        assertThat(new TopicLayout(4, (short) 2, Map.of())).hasToString("4 partitions, replication 2");
        assertThat(new TopicLayout(4, (short) 2, Map.of("retention.ms", "1")))
                .hasToString("4 partitions, replication 2, {retention.ms=1}");
    }
}
