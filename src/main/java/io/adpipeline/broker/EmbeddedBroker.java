package io.adpipeline.broker;

import io.adpipeline.files.Folders;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.process.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * A real Kafka (KRaft, broker and controller in one) in a JVM of its own, on loopback. Closing it deletes its data and
 * keeps its log. It ends with this JVM. May be used from any thread.
 */
public final class EmbeddedBroker extends KafkaBroker {

    static final String KIND = "embedded";
    static final String HOST = "127.0.0.1";

    /** System property with the broker's class path; the default is this JVM's. */
    private static final String CLASS_PATH_PROPERTY = "adpipeline.broker.classpath";

    private static final int PORT_ATTEMPTS = 5;
    private static final int START_LINES = 20;
    private static final String PREFIX = "embedded-broker-";

    private final ChildJvm child;
    private final Path folder;

    private EmbeddedBroker(ChildJvm child, Path folder, int port) {
        super(
                KIND,
                "embedded broker %s on port %d".formatted(AppInfoParser.getVersion(), port),
                KafkaConnection.plain(HOST + ":" + port),
                Optional.of(child.log().path()));
        this.child = child;
        this.folder = folder;
    }

    /**
     * Starts it and waits until it serves clients, at most 60 s.
     *
     * @throws BrokerException if it does not start (with the end of its log), or the asked port is taken
     */
    public static EmbeddedBroker start(BrokerSettings settings) {
        try {
            for (int attempt = 1; attempt <= PORT_ATTEMPTS; attempt++) {
                Optional<EmbeddedBroker> started = tryStart(settings, FreePorts.choose(settings.port()));
                if (started.isPresent()) {
                    return started.get();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the embedded broker: " + e, e);
        }
        throw new BrokerException("The embedded broker could not bind its ports in %d attempts, see %s"
                .formatted(PORT_ATTEMPTS, logOf(settings)));
    }

    /** Empty if somebody took a port between choosing and binding it. */
    static Optional<EmbeddedBroker> tryStart(BrokerSettings settings, FreePorts ports) throws IOException {
        Path folder = newFolder(settings.workDirectory());
        Files.deleteIfExists(logOf(settings)); // of an earlier attempt, whose ports were taken
        BlockingQueue<String> reports = new LinkedBlockingQueue<>();
        ChildJvm child = null;
        boolean serves = false;
        try {
            writeProperties(folder, ports);
            child = launch(settings, folder, reports);
            serves = awaitReady(child, reports);
            return serves ? Optional.of(new EmbeddedBroker(child, folder, ports.broker())) : Optional.empty();
        } finally {
            if (!serves) {
                remove(child, folder);
            }
        }
    }

    private static Path newFolder(Path workDirectory) throws IOException {
        Path absolute = Folders.create(workDirectory.toAbsolutePath());
        return absolute.toString().contains(",") // Kafka splits its list of data folders at commas
                ? Files.createTempDirectory(PREFIX)
                : Files.createTempDirectory(absolute, PREFIX);
    }

    private static void writeProperties(Path folder, FreePorts ports) throws IOException {
        // not a Writer: Kafka's own tool reads the file as ISO 8859-1 with escapes
        try (OutputStream file = Files.newOutputStream(folder.resolve(EmbeddedBrokerMain.PROPERTIES_FILE))) {
            properties(folder.resolve("data"), ports).store(file, null);
        }
    }

    /** The broker's properties: those of the resource file, with the data folder and the ports. */
    static Properties properties(Path data, FreePorts ports) throws IOException {
        Properties properties = new Properties();
        try (InputStream resource = EmbeddedBroker.class.getResourceAsStream("embedded-broker.properties")) {
            properties.load(resource);
        }
        String broker = "PLAINTEXT://%s:%d".formatted(HOST, ports.broker());
        String controller = "%s:%d".formatted(HOST, ports.controller());
        properties.setProperty("log.dirs", data.toString());
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty("listeners", "%s,CONTROLLER://%s".formatted(broker, controller));
        properties.setProperty("advertised.listeners", broker);
        return properties;
    }

    private static ChildJvm launch(BrokerSettings settings, Path folder, BlockingQueue<String> reports) {
        List<String> options = List.of(
                "-Xms%dm".formatted(settings.heapMb()),
                "-Xmx%dm".formatted(settings.heapMb()),
                "-Djava.awt.headless=true",
                // close() deletes this folder: a halted JVM does not remove what a library has unpacked
                "-Djava.io.tmpdir=" + folder,
                "-Dlog4j2.configurationFile=classpath:io/adpipeline/broker/embedded-broker-log4j2.xml");
        List<String> arguments = List.of(folder.toString(), Uuid.randomUuid().toString());
        return ChildJvm.start(new ChildJvm.Spec(
                "embedded-broker",
                EmbeddedBrokerMain.class,
                Optional.ofNullable(System.getProperty(CLASS_PATH_PROPERTY)),
                options,
                arguments,
                logOf(settings),
                reports::add));
    }

    /**
     * Waits until a broker's JVM serves clients.
     *
     * @param reports the lines that the JVM sends
     * @return false if a port was taken
     * @throws BrokerException if it failed, ended or took too long
     */
    static boolean awaitReady(ChildJvm child, BlockingQueue<String> reports) {
        try {
            if (child.awaitLine(reports, START_LIMIT).isPresent()) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while the embedded broker was starting", e);
        }
        if (child.alive()) {
            throw notReady(child, "did not get ready within %d s".formatted(START_LIMIT.toSeconds()));
        }
        // only the log shows a taken port: Kafka ends the JVM by itself if the controller's is taken
        if (child.log().tail(Integer.MAX_VALUE).contains(BindException.class.getSimpleName())) {
            return false;
        }
        throw notReady(child, "did not start");
    }

    private static BrokerException notReady(ChildJvm child, String what) {
        return new BrokerException("The embedded broker %s. The end of its log %s:%n%s"
                .formatted(what, child.log().path(), child.log().tail(START_LINES)));
    }

    private static Path logOf(BrokerSettings settings) {
        return settings.workDirectory().toAbsolutePath().resolve("embedded-broker.log");
    }

    private static void remove(ChildJvm child, Path folder) {
        if (child != null) {
            child.close();
        }
        Folders.delete(folder);
    }

    /** Why its JVM ended, if it did, with the end of its log. */
    public Optional<String> failure() {
        return child.death("").map((description() + " died with ")::concat);
    }

    /** Process id of the broker's JVM. */
    public long pid() {
        return child.pid();
    }

    @Override
    public Optional<List<Long>> processesOutside() {
        return Optional.of(List.of());
    }

    @Override
    public void close() {
        remove(child, folder);
    }

    /**
     * Ports on loopback that were free a moment ago. Another process can take them before the broker binds them, so the
     * caller must be ready to choose again.
     */
    record FreePorts(int broker, int controller) {

        /**
         * @param asked the broker's port, or empty for any free one
         * @throws BrokerException if the asked port is taken
         */
        static FreePorts choose(Optional<Integer> asked) throws IOException {
            InetAddress host = InetAddress.getAllByName(HOST)[0]; // where the broker will bind them
            int wanted = asked.orElse(0);
            // both are held until both are known, so they differ
            try (ServerSocket broker = new ServerSocket();
                    ServerSocket controller = new ServerSocket(0, 1, host)) {
                broker.bind(new InetSocketAddress(host, wanted));
                return new FreePorts(broker.getLocalPort(), controller.getLocalPort());
            } catch (BindException e) {
                throw new BrokerException(
                        "Port %d on loopback is taken or may not be used: %s. Stop what listens there or ask for another."
                                .formatted(wanted, e.getMessage()),
                        e);
            }
        }
    }
}
