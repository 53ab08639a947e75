package io.adpipeline.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

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

    private final TestBroker broker;

    private SaslBroker(TestBroker broker) {
        this.broker = broker;
    }

    /** Starts it and waits until it serves. */
    public static SaslBroker start(Path folder, String password) throws IOException {
        String users = "%s username=\"%s\" password=\"%s\" user_%s=\"%s\" user_%s=\"%s\";"
                .formatted(LOGIN, ADMIN, password, ADMIN, password, GUEST, password);
        return new SaslBroker(TestBroker.start(
                folder,
                Map.of(
                        "listener.security.protocol.map",
                        "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.plaintext.sasl.enabled.mechanisms",
                        "PLAIN",
                        "listener.name.plaintext.plain.sasl.jaas.config",
                        users,
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS;User:" + ADMIN))); // the controller has no login
    }

    public String address() {
        return broker.address();
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
        broker.close();
    }
}
