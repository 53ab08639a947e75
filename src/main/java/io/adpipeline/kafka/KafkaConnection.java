package io.adpipeline.kafka;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a client reaches a Kafka: addresses and the client properties (SASL, TLS) that go with them.
 *
 * <p>The properties can hold secrets, so {@link #toString()} shows their names only, and no log of a JVM
 * that has one shows them.
 *
 * @param bootstrapServers {@code host:port[,host:port…]}
 * @param clientProperties properties for every client of this Kafka; without {@code bootstrap.servers}
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> clientProperties) {

    private static final Pattern USER = Pattern.compile("\\busername\\s*=\\s*[\"']?([^\"'\\s;]+)");

    public KafkaConnection {
        if (bootstrapServers == null || bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("bootstrapServers must name at least one host:port, was empty");
        }
        clientProperties = Map.copyOf(Objects.requireNonNull(clientProperties, "clientProperties"));
        LogSecrets.add(clientProperties);
    }

    /** A Kafka that asks for no credentials. */
    public static KafkaConnection plain(String bootstrapServers) {
        return new KafkaConnection(bootstrapServers, Map.of());
    }

    /** The name that clients log in with, where the properties hold one in {@code sasl.jaas.config}. */
    Optional<String> user() {
        Matcher name = USER.matcher(clientProperties.getOrDefault("sasl.jaas.config", ""));
        return name.find() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /** Everything a Kafka client needs to connect, {@code bootstrap.servers} included; a fresh, mutable map. */
    public Map<String, Object> toClientConfig() {
        Map<String, Object> config = new TreeMap<>(clientProperties);
        config.put("bootstrap.servers", bootstrapServers);
        return config;
    }

    @Override
    public String toString() {
        return clientProperties.isEmpty()
                ? bootstrapServers
                : bootstrapServers + " with " + new TreeMap<>(clientProperties).keySet();
    }
}
