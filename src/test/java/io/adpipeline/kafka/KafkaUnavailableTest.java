package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(15)
class KafkaUnavailableTest {

    @Test
    void aPortWithoutListenerIsOneClearLine() throws IOException {
        String dead = "127.0.0.1:" + deadPort();

        assertUnavailable(
                () -> new Topics(KafkaConnection.plain(dead)), "no Kafka answers at " + dead + ": Connection refused");
    }

    @Test
    void ofSeveralServersEachSaysWhy() throws IOException {
        int port = deadPort();
        KafkaConnection dead = KafkaConnection.plain("127.0.0.1:%d,[::1]:%d".formatted(port, port));

        assertUnavailable(
                () -> new Topics(dead),
                "no Kafka answers at 127.0.0.1:%1$d,[::1]:%1$d: 127.0.0.1:%1$d Connection refused, [::1]:%1$d "
                        .formatted(port));
    }

    @Test
    void anUnknownHostIsNamed() {
        assertUnavailable(
                () -> new Topics(KafkaConnection.plain("no-such-host.invalid:9092")),
                "host 'no-such-host.invalid' is not known");
    }

    @Test
    void settingsThatKafkaRefusesDoNotShowTheirSecrets() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            KafkaConnection wrong = new KafkaConnection(
                    "127.0.0.1:" + silent.getLocalPort(),
                    Map.of(
                            "security.protocol", "SASL_PLAINTEXT",
                            "sasl.mechanism", "PLAIN",
                            "sasl.jaas.config", "Module required password=hunter2"));

            assertThatExceptionOfType(KafkaUnavailableException.class)
                    .isThrownBy(() -> new Topics(wrong))
                    .withMessageContaining("cannot connect to Kafka at " + wrong.bootstrapServers())
                    .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain("hunter2"));
        }
    }

    private static void assertUnavailable(ThrowingCallable call, String message) {
        assertThatExceptionOfType(KafkaUnavailableException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .withMessageNotContaining("\n");
    }

    private static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
