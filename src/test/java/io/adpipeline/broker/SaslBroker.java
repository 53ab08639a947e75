package io.adpipeline.broker;

import io.adpipeline.broker.EmbeddedBroker.FreePorts;
import io.adpipeline.process.ChildJvm;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka that lets in only who knows the password (SASL/PLAIN); otherwise the embedded broker. Of its two users, with the
 * same password, one may do all and the other nothing. For tests.
 */
public final class SaslBroker implements AutoCloseable {

    /** May do all. */
    public static final String ADMIN = "tester";
    /** May connect and no more. */
    public static final String GUEST = "guest";

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required";

    private final ChildJvm child;
    private final int port;

    private SaslBroker(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
    }

    /** Starts it and waits until it serves. */
    public static SaslBroker start(Path folder, String password) throws IOException {
        FreePorts ports = FreePorts.choose(Optional.empty());
        Path work = Files.createDirectories(folder.toAbsolutePath());
        Properties properties = EmbeddedBroker.properties(work.resolve("data"), ports);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.setProperty("listener.name.plaintext.sasl.enabled.mechanisms", "PLAIN");
        properties.setProperty(
                "listener.name.plaintext.plain.sasl.jaas.config",
                "%s username=\"%s\" password=\"%s\" user_%s=\"%s\" user_%s=\"%s\";"
                        .formatted(LOGIN, ADMIN, password, ADMIN, password, GUEST, password));
        properties.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.setProperty("super.users", "User:ANONYMOUS;User:" + ADMIN); // the controller has no login
        try (Writer writer = Files.newBufferedWriter(work.resolve(EmbeddedBrokerMain.PROPERTIES_FILE))) {
            properties.store(writer, null);
        }
        StartupProbe probe = new StartupProbe();
        ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                "sasl-broker",
                EmbeddedBrokerMain.class,
                List.of(
                        "-Xmx512m",
                        "-Dlog4j2.configurationFile=classpath:io/adpipeline/broker/embedded-broker-log4j2.xml"),
                List.of(work.toString(), Uuid.randomUuid().toString()),
                work.resolve("sasl-broker.log"),
                probe::onLine,
                false));
        if (!probe.awaitReady(child, Duration.ofSeconds(60))) {
            child.close();
            throw new IOException("a port was taken");
        }
        return new SaslBroker(child, ports.broker());
    }

    public String address() {
        return EmbeddedBroker.HOST + ":" + port;
    }

    /** What a client of it must know that may do all, as lines of a properties file. */
    public static String clientProperties(String password) {
        return clientProperties(ADMIN, password);
    }

    /** What a client of a user must know. */
    public static String clientProperties(String user, String password) {
        return """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s username="%s" password="%s";
                """.formatted(LOGIN, user, password);
    }

    @Override
    public void close() {
        child.close();
    }
}
