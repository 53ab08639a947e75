package io.adpipeline.kafka;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A file of Kafka client properties, as Kafka's own commands take it: SASL, TLS, and whatever else connects. */
public final class ClientProperties {

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String ADDRESSES = "bootstrap.servers";

    private ClientProperties() {}

    /**
     * Reads a file in the format of {@link Properties}.
     *
     * @return the properties, secrets among them; sorted
     * @throws IllegalArgumentException if it cannot be read, or names the servers; never shows a value
     */
    public static Map<String, String> read(Path file) {
        Properties properties = load(file);
        if (properties.containsKey(ADDRESSES)) {
            throw new IllegalArgumentException(
                    "%s: %s must be left out, it is given apart from the client properties".formatted(file, ADDRESSES));
        }
        Map<String, String> sorted = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> sorted.put(name, properties.getProperty(name)));
        return sorted;
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try {
            String text = Files.readString(file);
            // some editors begin a file with this mark, which would make the first name another
            properties.load(new StringReader(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
            return properties;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(file + ": the file with Kafka client properties is missing", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: the file with Kafka client properties cannot be read: %s".formatted(file, e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            // the cause may show a part of a value
            throw new IllegalArgumentException(file + ": a \\u in it is not followed by four hexadecimal digits");
        }
    }
}
