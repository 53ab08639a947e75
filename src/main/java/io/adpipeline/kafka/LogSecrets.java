package io.adpipeline.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps the secrets of every connection that this JVM has had out of its logs. Plug-ins and libraries log what they
 * like, so the text is redacted as it is written. Thread-safe.
 */
public final class LogSecrets {

    private static final Map<String, String> PROPERTIES = new TreeMap<>();
    private static volatile Secrets known = Secrets.of(Map.of());

    private LogSecrets() {}

    /** Adds the secrets among client properties. */
    static synchronized void add(Map<String, String> clientProperties) {
        clientProperties.forEach((name, value) -> {
            if (Secrets.isSecret(name)) {
                PROPERTIES.put(value + '.' + name, value); // connections may have different values of a property
            }
        });
        known = Secrets.of(PROPERTIES);
    }

    static String redact(String text) {
        return known.redact(text);
    }

    /** Redacts standard output and error from now on, in a JVM where both go to one log. */
    public static void guardStreams() {
        System.setErr(redacting(System.err));
        System.setOut(System.err);
    }

    /** A UTF-8 stream to a log that writes only whole lines, without secrets. */
    static PrintStream redacting(OutputStream log) {
        return new PrintStream(new Lines(log), true, StandardCharsets.UTF_8);
    }

    private static final class Lines extends OutputStream {

        private final OutputStream log;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(OutputStream log) {
            this.log = log;
        }

        @Override
        public synchronized void write(int octet) throws IOException {
            line.write(octet);
            if (octet == '\n') {
                log.write(redact(line.toString(StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
                log.flush();
                line.reset();
            }
        }
    }
}
