package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

    @Test
    void aFileOfItsOwnNamesTheServersAndAnotherDoesNot() throws IOException {
        Path whole = Files.writeString(folder.resolve("whole"), "bootstrap.servers=a:1,b:2\nclient.id=x\n");
        Path rest = Files.writeString(folder.resolve("rest"), "client.id=x\n");

        assertThat(KafkaConnection.ofProperties(whole))
                .isEqualTo(new KafkaConnection("a:1,b:2", Map.of("client.id", "x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaConnection.ofProperties(rest))
                .withMessageContaining("bootstrap.servers is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KafkaConnection.readProperties(whole))
                .withMessageContaining("bootstrap.servers must be left out");
    }
}
