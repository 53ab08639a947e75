package io.adpipeline.bench;

import io.adpipeline.bench.PerfTestSender.Jvm;
import io.adpipeline.broker.BrokerSettings;
import io.adpipeline.broker.EmbeddedBroker;
import io.adpipeline.kafka.KafkaConnection;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Events per second of the load generator, as in a run but without a pause between events, against those of Kafka's
 * own {@code kafka-producer-perf-test}, which sends one and the same record again and again.
 */
final class GeneratorThroughput implements Benchmark {

    private static final int REPEATS = 5;
    private static final String TOPIC = "events";
    private static final int PARTITIONS = 2;

    /** Six to ten seconds of sending on a machine with two cores; in less, most of the time goes into compilers. */
    private static final long RECORDS = 4_000_000;

    @Override
    public List<Comparison> run(BenchOptions options) throws Exception {
        Path work = options.directory().resolve(name()).toAbsolutePath();
        List<Comparison> comparisons = new ArrayList<>();
        try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(work));
                Topics topics = new Topics(broker.connection())) {
            // the first to send would wait for a broker that is compiled as it goes
            measure(topics, new GeneratorSender(broker.connection(), settings("none"), 1, work));
            for (String compression : List.of("none", "lz4")) {
                comparisons.addAll(compare(
                        compression,
                        measure(
                                topics,
                                senders(broker.connection(), settings(compression), work),
                                options.repeats(REPEATS))));
            }
        }
        return comparisons;
    }

    private static List<Sender> senders(KafkaConnection kafka, Map<String, String> settings, Path work) {
        return List.of(
                new GeneratorSender(kafka, settings, 1, work),
                new PerfTestSender(kafka, settings, Jvm.GENERATOR, work),
                new GeneratorSender(kafka, settings, 2, work),
                new PerfTestSender(kafka, settings, Jvm.SCRIPT, work));
    }

    private static Map<String, String> settings(String compression) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("acks", "1");
        settings.put("enable.idempotence", "false"); // it would ask for acks=all
        settings.put("linger.ms", "5");
        settings.put("batch.size", String.valueOf(128 * 1024));
        settings.put("compression.type", compression);
        return settings;
    }

    /** Each sender's rates, repeat by repeat in turns. */
    private static List<List<Double>> measure(Topics topics, List<Sender> senders, int repeats) throws Exception {
        List<List<Double>> rates = senders.stream()
                .map(sender -> (List<Double>) new ArrayList<Double>())
                .toList();
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (int i = 0; i < senders.size(); i++) {
                rates.get(i).add(measure(topics, senders.get(i)));
            }
        }
        return rates;
    }

    /** One sender's rate to a new topic, which has to hold what it says it sent. */
    private static double measure(Topics topics, Sender sender) throws Exception {
        topics.create(TOPIC, new TopicLayout(PARTITIONS, (short) 1, Map.of("message.timestamp.type", "LogAppendTime")));
        Sender.Sent sent = sender.send(TOPIC, RECORDS);
        long held = topics.endOffsets(TOPIC).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (held != sent.records() || held == 0) {
            throw new IllegalStateException(
                    "the topic must hold the %,d records of %s, holds %,d".formatted(sent.records(), sender, held));
        }
        topics.delete(List.of(TOPIC));
        return sent.recordsPerSecond();
    }

    private static List<Comparison> compare(String compression, List<List<Double>> rates) {
        Series one = new Series("1 producer", "events/s", rates.get(0));
        Series constant = new Series("perf-test, constant record", "events/s", rates.get(1));
        Series two = new Series("2 producers", "events/s", rates.get(2));
        Series script = new Series("perf-test by its script, constant record", "events/s", rates.get(3));
        String what = "generator, %s, acks 1, " + compression;
        return List.of(
                Comparison.share(what.formatted(one.label()), one, constant).withTarget(Target.ratioAtLeast(1)),
                Comparison.share(what.formatted(one.label()), one, script),
                Comparison.share(what.formatted(two.label()), two, constant).withTarget(Target.moreThan(one)));
    }
}
