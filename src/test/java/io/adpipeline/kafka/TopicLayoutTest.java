package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicLayoutTest {

    @Test
    void itDescribesItselfForMessages() {
        assertThat(new TopicLayout(4, (short) 2, Map.of())).hasToString("4 partitions, replication 2");
        assertThat(new TopicLayout(4, (short) 2, Map.of("retention.ms", "1")))
                .hasToString("4 partitions, replication 2, {retention.ms=1}");
    }
}
