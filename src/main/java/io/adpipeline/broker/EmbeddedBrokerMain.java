package io.adpipeline.broker;

import io.adpipeline.files.Folders;
import io.adpipeline.process.ParentWatch;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.Utils;

/**
 * The embedded broker's JVM. Arguments: the broker's folder, which holds {@value #PROPERTIES_FILE}, and the cluster id.
 * It reports {@link #READY} to its parent; if the broker fails, the JVM ends and its log says why.
 */
final class EmbeddedBrokerMain {

    static final String PROPERTIES_FILE = "server.properties";
    static final String READY = "ready";

    private EmbeddedBrokerMain() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        PrintStream parent = ParentWatch.start(line -> {}, () -> Folders.deleteIfPossible(folder));
        try {
            Path properties = folder.resolve(PROPERTIES_FILE);
            format(properties, arguments[1]);
            KafkaConfig config = new KafkaConfig(Utils.loadProps(properties.toString()), false);
            KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
            server.startup();
            parent.println(READY);
            server.awaitShutdown();
        } catch (Exception | LinkageError e) {
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
}
