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
 * A Kafka admin client whose calls have a time limit and whose failures show no secrets. Thread-safe.
 */
final class AdminCalls implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final KafkaConnection connection;
    private final Secrets secrets;
    private final Admin admin;
    /** Sends each request once; the other client retries without telling. */
    private final Admin once;

    /** @throws KafkaUnavailableException if no Kafka answers within about 15 s, or it refuses */
    AdminCalls(KafkaConnection connection) {
        this.connection = connection;
        this.secrets = Secrets.of(connection);
        KafkaProbe.require(connection);
        this.admin = createAdmin(Map.of());
        this.once = createAdmin(Map.of("retries", "0", "default.api.timeout.ms", millis(REQUEST_LIMIT)));
        try {
            ask("asking for the cluster's id", a -> a.describeCluster().clusterId());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Admin createAdmin(Map<String, String> settings) {
        Map<String, Object> config = connection.toClientConfig();
        config.put("default.api.timeout.ms", millis(LIMIT));
        config.put("request.timeout.ms", millis(REQUEST_LIMIT));
        config.putAll(settings);
        try {
            return Admin.create(config);
        } catch (KafkaException e) {
            Throwable root = e.getCause() == null ? e : e.getCause();
            throw unavailable("cannot connect to Kafka at %s: %s", root);
        }
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
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
            return answer(admin, what, call);
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
        return askAbout(admin, topic, what, call);
    }

    /** Like {@code askAbout} with at most one request. If its answer is lost, the cluster may still have obeyed it. */
    <T> T askOnceAbout(String topic, String what, Function<Admin, KafkaFuture<T>> call) {
        return askAbout(once, topic, what, call);
    }

    private <T> T askAbout(Admin client, String topic, String what, Function<Admin, KafkaFuture<T>> call) {
        try {
            return answer(client, what, call);
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

    private static <T> T answer(Admin client, String what, Function<Admin, KafkaFuture<T>> call)
            throws ExecutionException {
        try {
            return call.apply(client).get();
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
            return unavailable("no Kafka answers at %s: %s", cause);
        }
        String reason = secrets.redact(messageOf(cause)) + (cause instanceof AuthorizationException ? who() : "");
        return new TopicException(failed + ": " + reason, secrets.showable(cause));
    }

    /** Names the user who lacks the permission. */
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
        once.close(CLOSE_LIMIT);
        admin.close(CLOSE_LIMIT);
    }
}
