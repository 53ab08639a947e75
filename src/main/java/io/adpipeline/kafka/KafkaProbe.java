package io.adpipeline.kafka;

import io.adpipeline.kafka.KafkaConnection.ServerAddress;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Sends the servers a first request in Kafka's protocol, before a Kafka client starts. The client alone would retry for
 * long, fill the log and not say why it failed, or run out of memory on the answer of a server that is not Kafka.
 *
 * <p>Protocol: <a href="https://kafka.apache.org/protocol">kafka.apache.org/protocol</a>, request header 1.
 *
 * @param limitMs limit for each connection, ms; an answer gets half of it
 * @param withoutTls whether requests are answered without TLS
 * @param withoutLogin whether requests are answered without TLS and without a login
 */
record KafkaProbe(int limitMs, boolean withoutTls, boolean withoutLogin) {

    private static final int METADATA = 3;
    private static final int METADATA_VERSION = 1;
    private static final int API_VERSIONS = 18;
    private static final int API_VERSIONS_VERSION = 0;
    /** An arbitrary number that no other protocol sends from its fifth byte on. */
    private static final int CORRELATION_ID = 0x5EED_AD01;

    private static final String NOT_KAFKA =
            "something answers, but not as Kafka (TLS? set security.protocol in the client properties: --kafka-config, "
                    + "-Dperf.kafka.config)";
    private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

    /** Shared equally by all servers. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final int HEADER_BYTES = 10;
    private static final short NO_CLIENT_ID = -1;

    /**
     * Returns as soon as one server can be used. A server gets its share of 4 s to accept a connection, half of it to
     * answer, and its share again for each address that it advertises. A server that accepts and stays silent passes.
     *
     * @throws KafkaUnavailableException if none of the servers can be used
     */
    static void require(KafkaConnection connection) {
        List<ServerAddress> servers = ServerAddress.parseAll(connection.bootstrapServers());
        int limitMs = Math.max(1, (int) LIMIT.toMillis() / servers.size());
        String protocol = connection
                .clientProperties()
                .getOrDefault("security.protocol", "PLAINTEXT")
                .strip() // as clients read it
                .toUpperCase(Locale.ROOT);
        KafkaProbe probe = new KafkaProbe(limitMs, !protocol.endsWith("SSL"), protocol.equals("PLAINTEXT"));
        List<String> reasons = new ArrayList<>();
        for (ServerAddress server : servers) {
            String reason = probe.problem(server);
            if (reason.isEmpty()) {
                return;
            }
            reasons.add(servers.size() == 1 ? reason : server + " " + reason);
        }
        throw new KafkaUnavailableException(
                "no Kafka answers at " + connection.bootstrapServers() + ": " + String.join(", ", reasons), null);
    }

    /** Why clients cannot use a server; empty if they can. A server that hangs up is asked again until the limit. */
    private String problem(ServerAddress server) {
        AtomicReference<String> problem = new AtomicReference<>(NOT_KAFKA);
        try {
            Awaitility.await()
                    .dontCatchUncaughtExceptions()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(Duration.ofMillis(limitMs))
                    .until(() -> found(server, problem));
        } catch (ConditionTimeoutException e) {
            return problem.get(); // a finding after the limit counts too
        }
        return problem.get();
    }

    /** False if the server hung up: Docker does so for a container whose Kafka does not listen yet. */
    private boolean found(ServerAddress server, AtomicReference<String> problem) {
        try (Socket socket = connected(server.host(), server.port())) {
            socket.setSoTimeout(limitMs / 2);
            Optional<String> answer = withoutTls ? problemOfAnswer(socket) : Optional.of("");
            answer.ifPresent(problem::set);
            return answer.isPresent();
        } catch (IOException e) {
            problem.set(e.getMessage());
            return true;
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
        out.writeInt(withoutLogin ? HEADER_BYTES + Integer.BYTES : HEADER_BYTES);
        out.writeShort(withoutLogin ? METADATA : API_VERSIONS);
        out.writeShort(withoutLogin ? METADATA_VERSION : API_VERSIONS_VERSION);
        out.writeInt(CORRELATION_ID);
        out.writeShort(NO_CLIENT_ID);
        if (withoutLogin) {
            out.writeInt(0); // no topics
        }
        out.flush();
    }

    /** Empty if the server hung up before it answered. */
    private Optional<String> problemOfAnswer(Socket socket) throws IOException {
        try {
            ask(socket);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            if (in.read() < 0) {
                return Optional.empty();
            }
            in.readNBytes(Integer.BYTES - 1); // the rest of the response's size
            if (in.readInt() != CORRELATION_ID) {
                return Optional.of(NOT_KAFKA);
            }
            return Optional.of(withoutLogin ? problemOfBrokers(in) : "");
        } catch (EOFException e) {
            return Optional.of(NOT_KAFKA);
        } catch (SocketTimeoutException e) {
            return Optional.of(""); // perhaps a slow Kafka: left to the client
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** Clients connect to the addresses that brokers advertise, not to the bootstrap address. */
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
                : "it advertises addresses (advertised.listeners) that this machine cannot reach: "
                        + String.join("; ", reasons);
    }
}
