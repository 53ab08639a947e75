package io.adpipeline.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * What no log of this JVM may show: the secrets of every connection that it has had. Plug-ins and libraries log what they
 * like, so the logs are held against it as they are written. For any thread.
 */
public final class LogSecrets {

    private static final Map<String, String> PROPERTIES = new TreeMap<>();
    private static volatile Secrets known = Secrets.of(Map.of());

    private LogSecrets() {}

    /** Adds the secrets among client properties. */
    static synchronized void add(Map<String, String> clientProperties) {
        clientProperties.forEach((name, value) -> {
            if (Secrets.isSecret(name)) {
                PROPERTIES.put(value + '.' + name, value); // connections may differ in a value
            }
        });
        known = Secrets.of(PROPERTIES);
    }

    static String redact(String text) {
        return known.redact(text);
    }

    /** For a JVM whose standard output and error are one log: from now on both keep secrets out of it. */
    public static void guardStreams() {
        System.setErr(without(System.err));
        System.setOut(System.err);
    }

    /** A stream to this log, in UTF-8, that keeps each line back until it is whole, and secrets out of it. */
    static PrintStream without(OutputStream log) {
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
