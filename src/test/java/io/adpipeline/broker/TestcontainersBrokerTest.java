package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestcontainersBrokerTest {

    @TempDir
    private Path directory;

    @Test
    void theContainersScriptRunsWhenItIsWholeAndStillOpenForWriting() throws Exception {
        Path script = directory.resolve("start.sh");
        Path ran = directory.resolve("ran");
        Process container =
                new ProcessBuilder("sh", "-c", TestcontainersBroker.runWhenWhole(script.toString())).start();
        try (Writer file = Files.newBufferedWriter(script)) {
            assertThat(script.toFile().setExecutable(true)).isTrue();
            file.write("touch '%s'\n".formatted(ran));
            file.flush();
            assertThat(container.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(ran).doesNotExist();

            file.write("true /etc/kafka/docker/run\n");
            file.flush();

            assertThat(container.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(container.exitValue()).isZero();
            assertThat(ran).exists();
        } finally {
            container.destroyForcibly(); // it would wait for ever
        }
    }

    @Test
    void aContainerThatDoesNotStartIsToldWithWhatItSaid() throws Exception {
        Path log = directory.resolve("kafka-container.log");
        RuntimeException cause = new IllegalStateException("Timed out");
        assertThat(TestcontainersBroker.notStarted("my/kafka:1", log, cause))
                .hasMessage("Kafka did not start in a container of image my/kafka:1: Timed out."
                        + " Ask for embedded instead.");

        Files.writeString(log, "starting\nText file busy\n");

        assertThat(TestcontainersBroker.notStarted("my/kafka:1", log, cause))
                .hasMessage("Kafka did not start in a container of image my/kafka:1: Timed out. Its log " + log
                        + " ends: starting\nText file busy. Ask for embedded instead.");
    }
}
