package io.adpipeline.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether anything listens, before a Kafka client is started that would try for long, fill the log and not say
 * why in the end.
 */
final class Reachability {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    private Reachability() {}

    /** @throws KafkaUnavailableException if none of the servers takes a connection, after 4 s at most */
    static void require(KafkaConnection connection) {
        List<ServerAddress> servers = ServerAddress.parseAll(connection.bootstrapServers());
        int limitMs = Math.max(1, (int) LIMIT.toMillis() / servers.size());
        List<String> reasons = new ArrayList<>();
        for (ServerAddress server : servers) {
            String reason = tryConnect(server, limitMs);
            if (reason.isEmpty()) {
                return;
            }
            reasons.add(servers.size() == 1 ? reason : server + " " + reason);
        }
        throw new KafkaUnavailableException(
                "no Kafka answers at " + connection.bootstrapServers() + ": " + String.join(", ", reasons), null);
    }

    private static String tryConnect(ServerAddress server, int limitMs) {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            return "host '%s' is not known".formatted(server.host());
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, limitMs);
            return "";
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
