package io.adpipeline.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every broker that a run starts for itself must do. */
class KafkaBrokerIT {

    @TempDir
    private Path directory;

    static Stream<KafkaBrokerContract> kinds() {
        return KafkaBrokerContract.onThisMachine();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void recordsGoInAndComeOutNoTopicIsMadeUpAndNothingIsLeft(KafkaBrokerContract kind) throws Exception {
        KafkaBroker broker = kind.starter().apply(BrokerSettings.in(directory));
        try (Topics topics = new Topics(broker.connection())) {
            topics.create("t", new TopicLayout(2, (short) 1, Map.of()));

            Records.send(broker.connection(), "t", "one", "two", "three");

            assertThat(Records.read(broker.connection(), "t", 3)).containsExactlyInAnyOrder("one", "two", "three");
            assertThat(topics.endOffsets("t").values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(3);
            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Records.sendInVain(broker.connection(), "unknown", "one"));
            assertThat(topics.names()).doesNotContain("unknown");
            assertThat(broker.ownedByRun()).isTrue();
            assertThat(kind.name()).startsWith(broker.kind());
            assertListensOnLoopbackAlone(broker);
            assertThat(broker.description()).contains("3.9.2");
        } finally {
            broker.close();
        }
        assertThatNoException().isThrownBy(broker::close);
        assertNothingIsLeftButTheLog(broker);
        assertThatExceptionOfType(KafkaUnavailableException.class)
                .isThrownBy(() -> new Topics(broker.connection()))
                .withMessageContaining(
                        "no Kafka answers at " + broker.connection().bootstrapServers());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void afterAKillClientsFailAndClosingStillCleansUp(KafkaBrokerContract kind) throws Exception {
        KafkaBroker broker = kind.starter().apply(BrokerSettings.in(directory));
        try (Topics topics = new Topics(broker.connection())) {
            topics.create("t", new TopicLayout(1, (short) 1, Map.of()));

            kill(broker);

            assertThatExceptionOfType(TimeoutException.class)
                    .isThrownBy(() -> Records.sendInVain(broker.connection(), "t", "one"));
            assertThatExceptionOfType(KafkaUnavailableException.class)
                    .isThrownBy(() -> new Topics(broker.connection()));
        } finally {
            broker.close();
        }
        assertThatNoException().isThrownBy(broker::close);
        assertNothingIsLeftButTheLog(broker);
    }

    private static void kill(KafkaBroker broker) {
        if (broker instanceof TestcontainersBroker container) {
            container.kill();
        } else {
            ProcessHandle.of(((EmbeddedBroker) broker).pid()).orElseThrow().destroyForcibly();
        }
    }

    private static void assertListensOnLoopbackAlone(KafkaBroker broker) throws IOException {
        int port = Integer.parseInt(broker.connection().bootstrapServers().replaceFirst(".*:", ""));
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        for (InetAddress other : others) {
            assertThatThrownBy(() -> new Socket(other, port).close())
                    .as("%s:%d", other, port)
                    .isInstanceOf(IOException.class);
        }
    }

    /** And that only if something stands in it. */
    private void assertNothingIsLeftButTheLog(KafkaBroker broker) throws IOException {
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left)
                    .allSatisfy(file -> assertThat(file.toRealPath())
                            .isEqualTo(broker.log().orElseThrow().toRealPath())
                            .isNotEmptyFile());
        }
    }
}
