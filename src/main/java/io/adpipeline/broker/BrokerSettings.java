package io.adpipeline.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings to start a Kafka with. Each kind of Kafka uses those that concern it.
 *
 * @param workDirectory where the embedded broker keeps its log and, while it runs, its data
 * @param image container image, for Testcontainers
 * @param clientProperties for every client of a Kafka that runs already; without {@code bootstrap.servers}
 * @param port the embedded broker's port on loopback, 1 to 65535; empty takes a free one
 * @param heapMb the embedded broker's heap, MB, at least 64
 */
public record BrokerSettings(
        Path workDirectory, String image, Map<String, String> clientProperties, Optional<Integer> port, int heapMb) {

    public static final String DEFAULT_IMAGE = "apache/kafka:3.9.2";
    public static final int DEFAULT_HEAP_MB = 512;

    private static final int LEAST_HEAP_MB = 64;

    public BrokerSettings {
        if (image == null || image.isBlank()) {
            throw new IllegalArgumentException("image must name a container image, was empty");
        }
        clientProperties = Map.copyOf(clientProperties);
        port.ifPresent(BrokerSettings::requirePort);
        if (heapMb < LEAST_HEAP_MB) {
            throw new IllegalArgumentException("heapMb must be at least %d, was %d".formatted(LEAST_HEAP_MB, heapMb));
        }
    }

    private static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 1 to 65535, was " + port);
        }
    }

    /** The defaults, with files under the given directory. */
    public static BrokerSettings in(Path workDirectory) {
        return new BrokerSettings(workDirectory, DEFAULT_IMAGE, Map.of(), Optional.empty(), DEFAULT_HEAP_MB);
    }

    /** Client properties can hold secrets, so only their names are shown. */
    @Override
    public String toString() {
        return "BrokerSettings[workDirectory=%s, image=%s, clientProperties=%s, port=%s, heapMb=%d]"
                .formatted(workDirectory, image, new TreeMap<>(clientProperties).keySet(), port, heapMb);
    }
}
