package io.adpipeline.kafka;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a client reaches a Kafka: addresses and the client properties (SASL, TLS) that go with them.
 *
 * <p>The properties can hold secrets, so {@link #toString()} shows their names only, and {@link LogSecrets} keeps the
 * secrets out of this JVM's logs.
 *
 * @param bootstrapServers {@code host:port[,host:port…]}
 * @param clientProperties properties for every client of this Kafka; without {@code bootstrap.servers}
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> clientProperties) {

    private static final Pattern USER = Pattern.compile("\\busername\\s*=\\s*[\"']?([^\"'\\s;]+)");

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String ADDRESSES = "bootstrap.servers";

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

    /**
     * Reads a file of client properties (SASL, TLS and the like), in the format of Kafka's own commands.
     *
     * @return the properties, secrets included; sorted
     * @throws IllegalArgumentException if it cannot be read, or names the servers; the message shows no value
     */
    public static Map<String, String> readProperties(Path file) {
        Map<String, String> properties = load(file);
        if (properties.containsKey(ADDRESSES)) {
            throw new IllegalArgumentException(
                    "%s: %s must be left out, it is given apart from the client properties".formatted(file, ADDRESSES));
        }
        return properties;
    }

    /**
     * Reads a file of client properties that includes {@code bootstrap.servers}.
     *
     * @throws IllegalArgumentException if it cannot be read, or does not name the servers; the message shows no value
     */
    public static KafkaConnection ofProperties(Path file) {
        Map<String, String> client = load(file);
        String servers = client.remove(ADDRESSES);
        if (servers == null) {
            throw new IllegalArgumentException("%s: %s is missing".formatted(file, ADDRESSES));
        }
        return new KafkaConnection(servers, client);
    }

    private static Map<String, String> load(Path file) {
        Properties properties = new Properties();
        try {
            String text = Files.readString(file);
            // some editors put this mark before the first name, where it would become part of the name
            properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
            Map<String, String> sorted = new TreeMap<>();
            properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name)));
            return sorted;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": the file with Kafka client properties is missing", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: the file with Kafka client properties cannot be read: %s".formatted(file, e), e);
        } catch (IllegalArgumentException e) {
            // without its cause, which may show a part of a value
            throw new IllegalArgumentException(file + ": a \\u in it is not followed by four hexadecimal digits");
        }
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

    /**
     * Host and port of one bootstrap server.
     *
     * @param host name or address, IPv6 without brackets
     * @param port 1 to 65535
     */
    public record ServerAddress(String host, int port) {

        private static final Pattern PATTERN =
                Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");
        private static final int LARGEST_PORT = 65_535;

        public ServerAddress {
            if (port < 1 || port > LARGEST_PORT) {
                throw new IllegalArgumentException("port must be from 1 to %d, was %d".formatted(LARGEST_PORT, port));
            }
        }

        /**
         * Reads {@code HOST:PORT[,HOST:PORT…]}; an IPv6 address stands in brackets.
         *
         * @throws IllegalArgumentException if one of them is anything else
         */
        public static List<ServerAddress> parseAll(String bootstrapServers) {
            return Stream.of(bootstrapServers.split(",", -1))
                    .map(String::strip)
                    .map(ServerAddress::parse)
                    .toList();
        }

        private static ServerAddress parse(String text) {
            Matcher matcher = PATTERN.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("bootstrap server must be HOST:PORT, was '%s'".formatted(text));
            }
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            return new ServerAddress(host, Integer.parseInt(matcher.group(3)));
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }
}
