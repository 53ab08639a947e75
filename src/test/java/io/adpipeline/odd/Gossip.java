package io.adpipeline.odd;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.slf4j.LoggerFactory;

/** A plug-in of producers that tells its login wherever it can: on both streams, in the log and in its failures. */
public final class Gossip implements Partitioner {

    private String login;

    @Override
    public void configure(Map<String, ?> settings) {
        login = settings.get("sasl.jaas.config").toString();
        System.out.println("gossip on the output: " + login);
        System.err.println("gossip on the error output: " + login);
        LoggerFactory.getLogger(Gossip.class).warn("gossip in the log: {}", login, new IllegalStateException(login));
    }

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
        throw new IllegalStateException("gossip in a failure: " + login);
    }

    @Override
    public void close() {
        // nothing to close
    }
}
