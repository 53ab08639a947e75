package io.adpipeline.broker;

import java.nio.file.Path;
import java.util.Properties;

/** The server.properties of a single node that is broker and controller in one. */
final class EmbeddedBrokerProperties {

    static final String HOST = "127.0.0.1";

    private EmbeddedBrokerProperties() {}

    static Properties of(Path data, int port, int controllerPort) {
        Properties p = new Properties();
        addRolesAndListeners(p, port, controllerPort);
        p.setProperty("log.dirs", data.toString());
        addSingleNode(p);
        addSmallAndQuick(p);
        return p;
    }

    private static void addRolesAndListeners(Properties p, int port, int controllerPort) {
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", "1");
        p.setProperty("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
        p.setProperty(
                "listeners", "PLAINTEXT://%1$s:%2$d,CONTROLLER://%1$s:%3$d".formatted(HOST, port, controllerPort));
        p.setProperty("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
    }

    /** The internal topics ask for three replicas by default. */
    private static void addSingleNode(Properties p) {
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("num.partitions", "1");
        p.setProperty("default.replication.factor", "1");
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("controlled.shutdown.enable", "false");
    }

    /** The defaults suit a whole server: 50 internal partitions, 128 MB for compaction, files kept for a minute. */
    private static void addSmallAndQuick(Properties p) {
        p.setProperty("offsets.topic.num.partitions", "1");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        p.setProperty("log.segment.delete.delay.ms", "1000");
    }
}
