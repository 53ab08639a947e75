package io.adpipeline.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A Kafka admin client whose calls are bounded and whose failures are one line without secrets. For any thread.
 */
final class AdminCalls implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final Secrets secrets;
    private final Admin admin;

    /** @throws KafkaUnavailableException if no Kafka answers within 14 s, or it refuses */
    AdminCalls(KafkaConnection connection) {
        this.connection = connection;
        this.secrets = Secrets.of(connection);
        KafkaProbe.require(connection);
        this.admin = createAdmin();
        try {
            ask("asking for the cluster's id", a -> a.describeCluster().clusterId());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Admin createAdmin() {
        Map<String, Object> config = connection.toClientConfig();
        config.put("default.api.timeout.ms", String.valueOf(LIMIT.toMillis()));
        config.put("request.timeout.ms", String.valueOf(REQUEST_LIMIT.toMillis()));
        try {
            return Admin.create(config);
        } catch (KafkaException e) {
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw unavailable("cannot connect to Kafka at %s: %s", root);
        }
    }

    /**
     * Makes a call and waits for its answer.
     *
     * @param what completes "Failed at …"
     * @throws KafkaUnavailableException if no answer came, or Kafka refuses to talk to us
     * @throws TopicException for every other failure
     */
    <T> T ask(String what, Function<Admin, KafkaFuture<T>> call) {
        try {
            return answer(what, call);
        } catch (ExecutionException e) {
            throw mapped("Failed at " + what, e.getCause());
        }
    }

    /**
     * Makes a call about one topic.
     *
     * @param what completes "Topic 'x': … failed"
     * @throws TopicException.NotFound if it is not there
     * @throws TopicException.AlreadyExists if it is to be created and is there
     */
    <T> T askAbout(String topic, String what, Function<Admin, KafkaFuture<T>> call) {
        try {
            return answer(what, call);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                throw new TopicException.NotFound(topic, secrets.showable(e.getCause()));
            }
            if (e.getCause() instanceof TopicExistsException) {
                throw new TopicException.AlreadyExists(topic, secrets.showable(e.getCause()));
            }
            throw mapped("Topic '%s': %s failed".formatted(topic, what), e.getCause());
        }
    }

    private <T> T answer(String what, Function<Admin, KafkaFuture<T>> call) throws ExecutionException {
        try {
            return call.apply(admin).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("Interrupted while " + what, e);
        }
    }

    private RuntimeException mapped(String failed, Throwable cause) {
        if (cause instanceof AuthenticationException) {
            return unavailable("the Kafka at %s refuses the connection: %s", cause);
        }
        if (cause instanceof TimeoutException || cause instanceof DisconnectException) {
            return unavailable("no Kafka answers at %s (waited " + LIMIT.toSeconds() + " s): %s", cause);
        }
        String reason = secrets.redact(messageOf(cause)) + (cause instanceof AuthorizationException ? who() : "");
        return new TopicException(failed + ": " + reason, secrets.showable(cause));
    }

    /** Whose right is missing. */
    private String who() {
        return connection.user().map(" The user is '%s'."::formatted).orElse(" The client properties name no user.");
    }

    private KafkaUnavailableException unavailable(String format, Throwable cause) {
        String reason = secrets.redact(messageOf(cause).lines().findFirst().orElse(""));
        return new KafkaUnavailableException(
                format.formatted(connection.bootstrapServers(), reason), secrets.showable(cause));
    }

    private static String messageOf(Throwable failure) {
        return Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
    }

    @Override
    public void close() {
        admin.close(CLOSE_LIMIT);
    }
}
