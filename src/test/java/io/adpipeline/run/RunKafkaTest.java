package io.adpipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.adpipeline.broker.BrokerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunKafkaTest {

    /** The broker's own log is in a folder that goes with the run. */
    @Test
    void aBrokerThatDoesNotStartLeavesTheLogThatItsErrorNames(@TempDir Path folder) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path log = Files.writeString(work.resolve("kafka-container.log"), "no memory");
        Path kept = folder.resolve("broker.log");

        assertThat(RunKafka.withKeptLog(new BrokerException("did not start. See %s.".formatted(log)), work, kept))
                .hasMessage("did not start. See %s.".formatted(kept))
                .isInstanceOf(BrokerException.class);
        assertThat(kept).hasContent("no memory");
    }
}
