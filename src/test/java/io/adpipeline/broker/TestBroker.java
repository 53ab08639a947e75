package io.adpipeline.broker;

import io.adpipeline.broker.EmbeddedBroker.FreePorts;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.process.ChildJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.Uuid;

/** The embedded broker with settings of a test's own. It can crash, and start again with its ports and data. */
public final class TestBroker implements AutoCloseable {

    private final Path folder;
    private final int port;
    private final String clusterId = Uuid.randomUuid().toString();
    private ChildJvm child;

    private TestBroker(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts one and waits until it serves. */
    public static TestBroker start(Path folder, Map<String, String> settings) throws IOException {
        FreePorts ports = FreePorts.choose(Optional.empty());
        Path work = Files.createDirectories(folder.toAbsolutePath());
        Properties properties = EmbeddedBroker.properties(work.resolve("data"), ports);
        properties.putAll(settings);
        try (OutputStream file = Files.newOutputStream(work.resolve(EmbeddedBrokerMain.PROPERTIES_FILE))) {
            properties.store(file, null);
        }
        TestBroker broker = new TestBroker(work, ports.broker());
        broker.start();
        return broker;
    }

    /** Starts it again after a crash. */
    public synchronized void start() throws IOException {
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        child = ChildJvm.start(new ChildJvm.Spec(
                "test-broker",
                EmbeddedBrokerMain.class,
                Optional.empty(),
                List.of(
                        "-Xmx512m",
                        "-Dlog4j2.configurationFile=classpath:io/adpipeline/broker/embedded-broker-log4j2.xml"),
                List.of(folder.toString(), clusterId),
                folder.resolveSibling(folder.getFileName() + ".log"),
                reports::add));
        if (!EmbeddedBroker.awaitReady(child, reports)) {
            child.close();
            throw new IOException("a port was taken");
        }
    }

    /** Ends it at once, and leaves its data. */
    public synchronized void crash() {
        child.kill();
        child.close();
    }

    public String address() {
        return EmbeddedBroker.HOST + ":" + port;
    }

    public KafkaConnection connection() {
        return KafkaConnection.plain(address());
    }

    @Override
    public synchronized void close() {
        child.close();
    }
}
