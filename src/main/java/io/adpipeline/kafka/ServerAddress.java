package io.adpipeline.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of one bootstrap server.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {

    private static final Pattern PATTERN = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([A-Za-z0-9._-]+)):([0-9]{1,5})");
    private static final int LARGEST_PORT = 65_535;

    public ServerAddress {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty");
        }
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
        List<ServerAddress> all = new ArrayList<>();
        for (String one : bootstrapServers.split(",", -1)) {
            all.add(parse(one.strip()));
        }
        return List.copyOf(all);
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
