package io.adpipeline.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Looks whether a Kafka listens before a Kafka client is started. */
final class Reachability {

    private static final Duration LIMIT = Duration.ofSeconds(4);

    private Reachability() {}

    /** @throws KafkaUnavailableException if none of the servers can be used, after 4 s at most; plus 2 s for each that says nothing */
    static void require(KafkaConnection connection) {
        List<ServerAddress> servers = ServerAddress.parseAll(connection.bootstrapServers());
        int limitMs = Math.max(1, (int) LIMIT.toMillis() / servers.size());
        KafkaProbe probe = new KafkaProbe(connection, limitMs);
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
}
