package io.adpipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.adpipeline.broker.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(15)
class KafkaUnavailableTest {

    private static final int PLAIN_REQUEST_BYTES = 18;

    @Test
    void aPortWithoutListenerIsOneClearLine() throws IOException {
        String dead = "127.0.0.1:" + FreePort.find();

        assertUnavailable(
                () -> new Topics(KafkaConnection.plain(dead)), "no Kafka answers at " + dead + ": Connection refused");
    }

    @Test
    void ofSeveralServersEachSaysWhy() throws IOException {
        int port = FreePort.find();
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

    /** As behind a firewall that drops packets: Linux does so with connections that a full queue has no room for. */
    @Test
    void aServerThatLetsNobodyInIsNoOtherKindOfServer() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket();
                Socket second = new Socket()) {
            first.connect(full.getLocalSocketAddress(), 500);
            second.connect(full.getLocalSocketAddress(), 500);

            assertUnavailable(() -> new Topics(KafkaConnection.plain("127.0.0.1:" + full.getLocalPort())), "timed out");
        }
    }

    @Test
    void anotherKindOfServerIsToldFromAKafka() throws Exception {
        byte[] http = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] tlsAlert = {0x15, 3, 3, 0, 2, 2, 0x50};
        for (byte[] answer : new byte[][] {http, tlsAlert, {}}) {
            try (OneAnswer server = new OneAnswer(answer)) {
                assertUnavailable(
                        () -> new Topics(KafkaConnection.plain(server.address())),
                        "no Kafka answers at %s: something answers, but not as Kafka (TLS? set security.protocol"
                                .formatted(server.address()));
            }
        }
    }

    /** As Docker's proxy of a port does while the container's Kafka does not listen yet. */
    @Test
    void aServerThatHangsUpAtFirstIsAskedAgain() throws Exception {
        byte[] metadataOfNoBroker =
                ByteBuffer.allocate(12).putInt(8).putInt(0x5EED_AD01).putInt(0).array();
        try (OneAnswer server = new OneAnswer(metadataOfNoBroker, 3, PLAIN_REQUEST_BYTES)) {
            assertThatNoException().isThrownBy(() -> KafkaProbe.require(KafkaConnection.plain(server.address())));
        }
    }

    @Test
    void aBrokerWhoseOwnAddressCannotBeReachedIsToldWithThatAddress() throws Exception {
        int dead = FreePort.find();
        ByteBuffer metadata = ByteBuffer.allocate(100);
        metadata.putInt(0).putInt(0x5EED_AD01).putInt(1).putInt(7).putShort((short) 9);
        metadata.put("127.0.0.1".getBytes(StandardCharsets.US_ASCII))
                .putInt(dead)
                .putShort((short) -1);
        try (OneAnswer server = new OneAnswer(metadata.array())) {
            assertUnavailable(
                    () -> new Topics(KafkaConnection.plain(server.address())),
                    "advertises addresses (advertised.listeners) that this machine cannot reach: 127.0.0.1:%d: "
                            .formatted(dead));
        }
    }

    /** A server that gives the same bytes to whoever connects, and hangs up. */
    private static final class OneAnswer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        OneAnswer(byte[] answer) throws IOException {
            this(answer, 0, PLAIN_REQUEST_BYTES);
        }

        OneAnswer(byte[] answer, int hangUpsBefore, int requestBytes) throws IOException {
            Thread thread = new Thread(() -> {
                for (int hangUps = hangUpsBefore; !socket.isClosed(); hangUps--) {
                    try (Socket client = socket.accept()) {
                        if (hangUps > 0) {
                            continue;
                        }
                        client.getInputStream().readNBytes(requestBytes);
                        client.getOutputStream().write(answer);
                    } catch (IOException e) {
                        // closed by the test, or by the client
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        String address() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static void assertUnavailable(ThrowingCallable call, String message) {
        assertThatExceptionOfType(KafkaUnavailableException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .withMessageNotContaining("\n");
    }

    /** Kafka's clients read the value so; a plain request to a port with TLS would say nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"SSL ", "sasl_ssl"})
    void aProtocolIsReadAsClientsReadIt(String protocol) throws Exception {
        byte[] tlsAlert = {0x15, 3, 3, 0, 2, 2, 0x50};
        int requestBytes = PLAIN_REQUEST_BYTES - Integer.BYTES; // where a login is asked for
        try (OneAnswer server = new OneAnswer(tlsAlert, 0, requestBytes)) {
            KafkaConnection tls = new KafkaConnection(server.address(), Map.of("security.protocol", protocol));

            assertThatNoException().isThrownBy(() -> KafkaProbe.require(tls));
        }
    }
}
