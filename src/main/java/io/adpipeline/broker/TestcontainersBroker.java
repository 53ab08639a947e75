package io.adpipeline.broker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import io.adpipeline.files.Folders;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.process.ChildLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.commons.lang3.function.Failable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** A Kafka in a Docker container. Closing it removes container and data and keeps its log. For any thread. */
public final class TestcontainersBroker extends KafkaBroker {

    static final String KIND = "testcontainers";

    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", LOOPBACK, "::1");
    private static final int KAFKA_PORT = 9092;

    private static final int ENGINE_LIMIT_S = 60;
    private static Optional<String> obstacle;

    private final KafkaContainer container;

    private TestcontainersBroker(KafkaContainer container, String image, Path log) {
        super(KIND, image + " in Docker", KafkaConnection.plain(container.getBootstrapServers()), Optional.of(log));
        this.container = container;
    }

    /** Why no container can run, or empty if one can. The first call takes up to 60 s, later calls return at once. */
    static synchronized Optional<String> obstacle() {
        if (obstacle == null) {
            obstacle = ask();
        }
        return obstacle;
    }

    /** Bounded, because an engine that cannot reach its image registry keeps Testcontainers trying for minutes. */
    private static Optional<String> ask() {
        try {
            String host = CompletableFuture.supplyAsync(() -> {
                        DockerClientFactory.instance().client();
                        return DockerClientFactory.instance().dockerHostIpAddress();
                    })
                    .get(ENGINE_LIMIT_S, TimeUnit.SECONDS);
            return obstacleAt(host);
        } catch (ExecutionException e) {
            return Optional.of(reason(e.getCause()));
        } catch (TimeoutException e) {
            return Optional.of("the Docker engine was not ready within %d s".formatted(ENGINE_LIMIT_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while looking for a Docker engine", e);
        }
    }

    /** Refuses a remote engine: a container's Kafka asks for no login, so it listens on loopback alone. */
    static Optional<String> obstacleAt(String host) {
        return LOOPBACK_NAMES.contains(host)
                ? Optional.empty()
                : Optional.of("the Docker engine is at %s and not on this machine".formatted(host));
    }

    /** Testcontainers throws {@link IllegalStateException} if it finds no engine, other types if it cannot use one. */
    static String reason(Throwable failure) {
        return failure instanceof IllegalStateException
                ? "no Docker engine answers"
                : "the Docker engine cannot be used: " + BrokerException.rootMessage(failure);
    }

    /**
     * Starts the container and waits until Kafka runs in it.
     *
     * @throws BrokerException if the image cannot be pulled or the container does not start
     */
    public static TestcontainersBroker start(BrokerSettings settings) {
        Path log = newLog(settings.workDirectory());
        KafkaContainer container = containerOf(settings.image(), log);
        try {
            container.start();
            return new TestcontainersBroker(container, settings.image(), log);
        } catch (RuntimeException e) {
            container.stop();
            throw notStarted(settings.image(), log, e);
        }
    }

    static BrokerException notStarted(String image, Path log, RuntimeException cause) {
        String said = Files.exists(log) ? new ChildLog(log).end() + ". " : "";
        return new BrokerException(
                "Kafka did not start in a container of image %s: %s. %sAsk for embedded instead."
                        .formatted(image, BrokerException.rootMessage(cause), said),
                cause);
    }

    private static KafkaContainer containerOf(String image, Path log) {
        DockerImageName name = DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka");
        return new KafkaContainer(name)
                .withCommand("sh", "-c", runWhenWhole("/tmp/testcontainers_start.sh"))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withCreateContainerCmdModifier(TestcontainersBroker::onLoopback)
                .withStartupTimeout(START_LIMIT)
                .withLogConsumer(frame -> append(log, frame));
    }

    /**
     * The command of the container. That of Testcontainers runs the script as soon as its file is there, which fails
     * ("Text file busy") while Docker is still writing it.
     */
    static String runWhenWhole(String script) {
        return "until grep -qs /etc/kafka/docker/run %1$s; do sleep 0.1; done; exec sh %1$s".formatted(script);
    }

    /** Docker's default is to open the port on every network of the machine, and this Kafka asks for no login. */
    private static void onLoopback(CreateContainerCmd command) {
        HostConfig host = Objects.requireNonNull(command.getHostConfig(), "a container's host configuration");
        host.withPortBindings(new PortBinding(Ports.Binding.bindIp(LOOPBACK), ExposedPort.tcp(KAFKA_PORT)));
    }

    private static Path newLog(Path workDirectory) {
        try {
            return Folders.create(workDirectory.toAbsolutePath()).resolve("kafka-container.log");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for Kafka's log: " + e.getMessage(), e);
        }
    }

    private static void append(Path log, OutputFrame frame) {
        if (frame.getBytes() == null) {
            return; // the end of the stream
        }
        Failable.run(() -> Files.write(log, frame.getBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Checks the process id that the engine reports: it may be of another pid namespace than this machine's. */
    @Override
    public Optional<List<Long>> processesOutside() {
        return Optional.ofNullable(container.getContainerInfo().getState().getPidLong())
                .filter(pid -> isOfContainer(Path.of("/proc", pid.toString(), "cgroup"), container.getContainerId()))
                .map(List::of);
    }

    private static boolean isOfContainer(Path groups, String containerId) {
        try {
            return Files.readString(groups).contains(containerId);
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends the broker at once, as a crash would; for tests. */
    void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
