package io.adpipeline.broker;

import io.adpipeline.files.Folders;
import io.adpipeline.process.ParentWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The embedded broker's JVM. Arguments: the data folder, in which {@value #PROPERTIES_FILE} lies, and the cluster id.
 * Tells its parent when it is {@link #READY}; if it fails it ends, and its log says why.
 */
final class EmbeddedBrokerMain {

    static final String PROPERTIES_FILE = "server.properties";
    static final String READY = "ready";

    private EmbeddedBrokerMain() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        PrintStream parent = ParentWatch.start(line -> {}, () -> Folders.delete(folder));
        try {
            Path properties = folder.resolve(PROPERTIES_FILE);
            format(properties, arguments[1]);
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(load(properties), false), Time.SYSTEM);
            server.startup();
            parent.println(READY);
            server.awaitShutdown();
        } catch (Exception e) {
            e.printStackTrace();
            // Kafka leaves threads behind when it fails to start
            Runtime.getRuntime().halt(1);
        }
    }

    private static void format(Path properties, String clusterId) {
        String[] arguments = {
            "format", "--config", properties.toString(), "--cluster-id", clusterId, "--ignore-formatted"
        };
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = StorageTool.execute(arguments, new PrintStream(said, true, StandardCharsets.UTF_8));
        if (code != 0) {
            throw new IllegalStateException("Formatting the data folder failed with %d: %s"
                    .formatted(code, said.toString(StandardCharsets.UTF_8)));
        }
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
