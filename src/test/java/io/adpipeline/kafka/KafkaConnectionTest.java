package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {

    @TempDir
    private Path folder;

    @Test
    void theMarkWithWhichSomeEditorsBeginAFileIsNoPartOfAName() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "\ufeffsecurity.protocol=SASL_SSL\n");

        assertThat(KafkaConnection.readProperties(file)).containsEntry("security.protocol", "SASL_SSL");
    }
}
