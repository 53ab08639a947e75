package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.adpipeline.broker.EmbeddedBroker.FreePorts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import io.adpipeline.process.ChildJvm;
import io.adpipeline.process.ParentWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedBrokerIT {

    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path directory;

    private BrokerSettings onPort(int port) {
        return new BrokerSettings(
                directory, BrokerSettings.DEFAULT_IMAGE, Map.of(), Optional.of(port), BrokerSettings.DEFAULT_HEAP_MB);
    }

    @Test
    void itListensOnTheAskedPortAndItsProcessIsGoneAfterClosing() throws IOException {
        int port = FreePort.find();
        EmbeddedBroker broker = EmbeddedBroker.start(onPort(port));
        ProcessHandle jvm = ProcessHandle.of(broker.pid()).orElseThrow();
        try (Topics topics = new Topics(KafkaConnection.plain("localhost:" + port))) {
            assertThat(broker.connection()).isEqualTo(KafkaConnection.plain("127.0.0.1:" + port));
            topics.create("t", new TopicLayout(1, (short) 1, Map.of()));
            assertThat(folders()).hasSize(1);
        } finally {
            broker.close();
        }

        assertThat(jvm.isAlive()).isFalse();
        assertThat(folders()).isEmpty();
    }

    @Test
    void aTakenPortIsToldAtOnce() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(BrokerException.class)
                    .isThrownBy(() -> EmbeddedBroker.start(onPort(taken.getLocalPort())))
                    .withMessageContaining("Port " + taken.getLocalPort() + " on loopback is taken");
        }
        assertThat(folders()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void otherPortsAreTriedWhenSomebodyWasFaster(boolean atTheBroker) throws IOException {
        FreePorts free = FreePorts.choose(Optional.empty());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FreePorts stolen = atTheBroker
                    ? new FreePorts(taken.getLocalPort(), free.controller())
                    : new FreePorts(free.broker(), taken.getLocalPort());

            assertThat(EmbeddedBroker.tryStart(BrokerSettings.in(directory), stolen))
                    .isEmpty();
        }
        assertThat(folders()).isEmpty();
    }

    @Test
    void aBrokerThatCannotStartShowsTheEndOfItsLogAndNotOfAnEarlierAttempt() throws IOException {
        BrokerSettings settings = BrokerSettings.in(directory);
        FreePorts same = new FreePorts(9, 9);
        Files.writeString(directory.resolve("embedded-broker.log"), "java.net.BindException: Address already in use");

        assertThatExceptionOfType(BrokerException.class)
                .isThrownBy(() -> EmbeddedBroker.tryStart(settings, same))
                .withMessageContaining("The embedded broker did not start. The end of its log ")
                .withMessageContaining("listeners on the same port");
        assertThat(folders()).isEmpty();
    }

    @Test
    void brokerAndDataAreGoneAfterTheJvmThatStartedItWasKilled() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();
        Path work = directory.resolve("work");
        ChildJvm parent = ChildJvm.start(new ChildJvm.Spec(
                "parent",
                BrokerOwner.class,
                Optional.empty(),
                List.of("-Xmx64m"),
                List.of(work.toString()),
                directory.resolve("parent.log"),
                lines::add));
        await().atMost(LONG).until(() -> !lines.isEmpty());
        ProcessHandle brokerJvm = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();

        parent.kill();

        await().atMost(LONG).until(() -> !brokerJvm.isAlive());
        parent.close();
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).containsExactly(work.resolve("embedded-broker.log"));
        }
    }

    private List<Path> folders() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    /** Starts a broker, tells its pid and waits to be killed. */
    static final class BrokerOwner {

        private BrokerOwner() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(Path.of(arguments[0])));
            ParentWatch.start(line -> {}, () -> {}).println(broker.pid());
            new CountDownLatch(1).await();
        }
    }
}
