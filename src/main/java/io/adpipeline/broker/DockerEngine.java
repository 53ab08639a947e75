package io.adpipeline.broker;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testcontainers.DockerClientFactory;

/** Whether containers can be had on this machine. Found out once in the life of this JVM; for any thread. */
final class DockerEngine {

    private static final String NONE = "no Docker engine answers";
    private static final int LIMIT_S = 60;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private static Optional<String> found;

    private DockerEngine() {}

    /** Why no container can be had, or empty if one can. The first call takes up to 60 s, later ones nothing. */
    static synchronized Optional<String> whyNot() {
        if (found == null) {
            found = ask();
        }
        return found;
    }

    /** Bounded, because an engine that cannot reach its image registry keeps Testcontainers trying for minutes. */
    private static Optional<String> ask() {
        try {
            String host = CompletableFuture.supplyAsync(() -> {
                        DockerClientFactory.instance().client();
                        return DockerClientFactory.instance().dockerHostIpAddress();
                    })
                    .get(LIMIT_S, TimeUnit.SECONDS);
            return whyNotAt(host);
        } catch (ExecutionException e) {
            return Optional.of(reason(e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of("the Docker engine was not ready within %d s".formatted(LIMIT_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while looking for a Docker engine", e);
        }
    }

    /** A container's Kafka asks for no login, so it listens on loopback alone. */
    static Optional<String> whyNotAt(String host) {
        return LOOPBACK.contains(host)
                ? Optional.empty()
                : Optional.of("the Docker engine is at %s and not on this machine".formatted(host));
    }

    /** Testcontainers throws this type where it finds no engine, and others where it cannot use the one it found. */
    static String reason(Throwable failure) {
        return failure instanceof IllegalStateException
                ? NONE
                : "the Docker engine cannot be used: " + BrokerException.rootMessage(failure);
    }
}
