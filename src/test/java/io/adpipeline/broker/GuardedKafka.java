package io.adpipeline.broker;

import io.adpipeline.process.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.Uuid;

/** A real Kafka, for tests, that asks for a login. Of its two users one may do all and the other nothing. */
public final class GuardedKafka implements AutoCloseable {

    /** May do all. */
    public static final String ADMIN = "admin";
    /** May connect and no more. */
    public static final String GUEST = "guest";

    private static final String LISTENER = "SASL_PLAINTEXT";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ChildJvm child;
    private final String address;

    private GuardedKafka(ChildJvm child, String address) {
        this.child = child;
        this.address = address;
    }

    /** Starts it, with its files in the folder. */
    public static GuardedKafka start(Path folder) throws IOException {
        FreePorts ports = FreePorts.choose(Optional.empty());
        try (OutputStream file = Files.newOutputStream(folder.resolve(EmbeddedBrokerMain.PROPERTIES_FILE))) {
            properties(folder, ports).store(file, null);
        }
        StartupProbe probe = new StartupProbe();
        ChildJvm child = ChildJvm.start(new ChildJvm.Spec(
                "guarded-kafka",
                EmbeddedBrokerMain.class,
                List.of(
                        "-Xmx256m",
                        "-Dlog4j2.configurationFile=classpath:io/adpipeline/broker/embedded-broker-log4j2.xml"),
                List.of(folder.toString(), Uuid.randomUuid().toString()),
                folder.resolve("guarded-kafka.log"),
                probe::onLine));
        if (!probe.awaitReady(child, LIMIT)) {
            throw new IOException("its port was taken meanwhile");
        }
        return new GuardedKafka(child, EmbeddedBroker.HOST + ":" + ports.broker());
    }

    private static Properties properties(Path folder, FreePorts ports) throws IOException {
        Properties properties = EmbeddedBroker.properties(folder.resolve("data"), ports);
        for (String listeners : List.of("listeners", "advertised.listeners", "listener.security.protocol.map")) {
            properties.setProperty(
                    listeners,
                    properties
                            .getProperty(listeners)
                            .replace("PLAINTEXT:PLAINTEXT", LISTENER + ":" + LISTENER)
                            .replace("PLAINTEXT://", LISTENER + "://"));
        }
        properties.setProperty("inter.broker.listener.name", LISTENER);
        properties.setProperty("sasl.mechanism.inter.broker.protocol", "PLAIN");
        properties.setProperty("sasl.enabled.mechanisms", "PLAIN");
        properties.setProperty(
                "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                login(ADMIN)
                        .replace(
                                ";",
                                " user_%s=\"%s\" user_%s=\"%s\";"
                                        .formatted(ADMIN, password(ADMIN), GUEST, password(GUEST))));
        properties.setProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        properties.setProperty("super.users", "User:ANONYMOUS;User:" + ADMIN);
        return properties;
    }

    /** What nobody else is to see. */
    public static String password(String user) {
        return "planted-" + user + "-Xq7";
    }

    private static String login(String user) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password(user));
    }

    /** The client properties of a user, as a file has them. */
    public static String clientProperties(String user) {
        return "security.protocol=SASL_PLAINTEXT\nsasl.mechanism=PLAIN\nsasl.jaas.config=%s\n".formatted(login(user));
    }

    public String address() {
        return address;
    }

    @Override
    public void close() {
        child.close();
    }
}
