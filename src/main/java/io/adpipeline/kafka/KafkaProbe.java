package io.adpipeline.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks one server a first question in Kafka's protocol, before a Kafka client is started that would try for long, fill
 * the log and not say why in the end, or run out of memory over the answer of another kind of server.
 *
 * <p>Protocol: <a href="https://kafka.apache.org/protocol">kafka.apache.org/protocol</a>, request header 1.
 */
final class KafkaProbe {

    private static final int METADATA = 3;
    private static final int METADATA_VERSION = 1;
    private static final int API_VERSIONS = 18;
    private static final int API_VERSIONS_VERSION = 0;
    /** Any number that no other protocol begins its fifth byte with. */
    private static final int CORRELATION_ID = 0x5EED_AD01;

    private static final int HEADER_BYTES = 10;
    private static final short NO_CLIENT_ID = -1;

    private final int limitMs;
    /** Whether questions are answered without TLS, and without a login. */
    private final boolean readable;

    private final boolean open;

    /** @param limitMs how long each connection, and each answer, is waited for */
    KafkaProbe(KafkaConnection connection, int limitMs) {
        String protocol = connection.clientProperties().getOrDefault("security.protocol", "PLAINTEXT");
        this.readable = !protocol.endsWith("SSL");
        this.open = protocol.equals("PLAINTEXT");
        this.limitMs = limitMs;
    }

    /** Why clients cannot use a server; empty if they can. */
    String problem(ServerAddress server) {
        try (Socket socket = connected(server.host(), server.port())) {
            if (!readable) {
                return "";
            }
            socket.setSoTimeout(limitMs / 2);
            return problemOfAnswer(socket);
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private Socket connected(String host, int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException("host '%s' is not known".formatted(host));
        }
        Socket socket = new Socket();
        try {
            socket.connect(address, limitMs);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void ask(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(open ? HEADER_BYTES + Integer.BYTES : HEADER_BYTES);
        out.writeShort(open ? METADATA : API_VERSIONS);
        out.writeShort(open ? METADATA_VERSION : API_VERSIONS_VERSION);
        out.writeInt(CORRELATION_ID);
        out.writeShort(NO_CLIENT_ID);
        if (open) {
            out.writeInt(0); // of no topic
        }
        out.flush();
    }

    private String problemOfAnswer(Socket socket) throws IOException {
        try {
            ask(socket);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt(); // its size
            if (in.readInt() != CORRELATION_ID) {
                return notKafka();
            }
            return open ? problemOfBrokers(in) : "";
        } catch (SocketTimeoutException e) {
            return ""; // a slow Kafka is the client's matter
        } catch (EOFException | SocketException e) {
            return notKafka();
        }
    }

    private static String notKafka() {
        return "something answers, but not as Kafka (TLS? set security.protocol in the client properties: --kafka-config, "
                + "-Dperf.kafka.config)";
    }

    /** Clients talk to the addresses that brokers give of themselves, not to the one they were told. */
    private String problemOfBrokers(DataInputStream in) throws IOException {
        List<String> reasons = new ArrayList<>();
        int brokers = in.readInt();
        for (int i = 0; i < brokers; i++) {
            in.readInt(); // its id
            String host = new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
            int port = in.readInt();
            in.readNBytes(Math.max(0, in.readShort())); // its rack
            try {
                connected(host, port).close();
                return "";
            } catch (IOException e) {
                reasons.add("%s:%d: %s".formatted(host, port, e.getMessage()));
            }
        }
        return reasons.isEmpty()
                ? ""
                : "it sends its clients to addresses (advertised.listeners) that this machine cannot reach: "
                        + String.join("; ", reasons);
    }
}
