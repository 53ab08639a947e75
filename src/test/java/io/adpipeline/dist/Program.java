package io.adpipeline.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adpipeline.broker.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The program from the archive, and a Kafka that it started.
 *
 * @param file to start it with
 * @param broker the process of the Kafka
 * @param kafka its host and port
 * @param brokerOutput file of what it printed
 */
record Program(Path file, Process broker, String kafka, Path brokerOutput) {

    /** Unpacks the archive; returns the file to start the program with. */
    static Path unpack(Path folder) throws IOException, InterruptedException {
        Command unpacked =
                Command.run(Path.of("."), List.of("tar", "-xf", archive().toString(), "-C", folder.toString()));
        assertThat(unpacked.exitCode()).as(unpacked.output()).isZero();
        return program(folder);
    }

    /** Unpacks the archive and starts a broker; returns when it is there. */
    static Program unpackAndStartABroker(Path folder) throws IOException, InterruptedException {
        Path file = unpack(folder);
        int port = FreePort.find();
        Path output = folder.resolve("broker.txt");
        Process broker = Command.start(
                folder, output, Command.ENVIRONMENT, List.of(file.toString(), "broker", "--port=" + port));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !broker.isAlive() || Files.readString(output).contains("Ctrl-C ends it"));
        assertThat(output).content().contains("Ctrl-C ends it");
        return new Program(file, broker, "localhost:" + port, output);
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(".tar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path program(Path folder) throws IOException {
        try (Stream<Path> files = Files.find(folder, 3, (file, attributes) -> file.endsWith("bin/adpipeline"))) {
            return files.findFirst().orElseThrow();
        }
    }
}
