package io.adpipeline.run;

import io.adpipeline.broker.KafkaBroker;
import io.adpipeline.evidence.RunException;
import io.adpipeline.evidence.ScenarioParts;
import io.adpipeline.kafka.KafkaUnavailableException;
import io.adpipeline.kafka.TopicException;
import io.adpipeline.kafka.TopicLayout;
import io.adpipeline.kafka.Topics;
import io.adpipeline.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics of a run. On a Kafka of the run's own they are made anew. On one that ran already, a topic that exists is
 * an error unless clearing was asked for. Topics that the run created are deleted at its end, unless Kafka ends with
 * it.
 */
final class RunTopics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunTopics.class);

    private final Topics topics;
    private final Scenario scenario;
    private final KafkaBroker kafka;
    private final boolean endWithKafka;
    private final List<String> made = new ArrayList<>();

    RunTopics(Topics topics, Scenario scenario, KafkaBroker kafka, boolean endWithKafka) {
        this.topics = topics;
        this.scenario = scenario;
        this.kafka = kafka;
        this.endWithKafka = endWithKafka;
    }

    /**
     * Makes the topics, empty.
     *
     * @param clear whether topics that exist may be deleted and created again
     * @throws RunException if a topic exists and may not be deleted
     */
    void prepare(boolean clear) {
        List<String> names = ScenarioParts.topics(scenario);
        List<String> existing = names.stream().filter(topics::exists).toList();
        if (!existing.isEmpty() && !clear) {
            throw new RunException(
                    "%s exists already at %s. Choose other names (topics.events, topics.results), delete them,"
                                    .formatted(String.join(" and ", existing), kafka.connection())
                            + " or let a run do so: -Dperf.clear=true, 'adpipeline run --clear'.");
        }
        for (String name : names) {
            TopicLayout layout = ScenarioParts.topicLayout(scenario, name);
            if (existing.contains(name)) {
                topics.recreate(name, layout);
            } else {
                create(name, layout);
            }
        }
    }

    /** A topic whose creation fails may exist all the same, if Kafka's answer came too late. */
    private void create(String name, TopicLayout layout) {
        made.add(name);
        try {
            topics.create(name, layout);
        } catch (TopicException.AlreadyExists e) {
            made.remove(name);
            throw e;
        }
    }

    /** Leaves the topics as they are, since their Kafka does not answer. */
    void abandon() {
        if (!endWithKafka && !made.isEmpty()) {
            LOG.warn("topics {} are left behind: their Kafka does not answer", made);
        }
        made.clear();
    }

    @Override
    public void close() {
        if (endWithKafka || made.isEmpty()) {
            return;
        }
        try {
            topics.delete(made);
        } catch (KafkaUnavailableException | TopicException e) {
            // the run has its verdict, and this must not hide it
            LOG.warn("topics {} are left behind: {}", made, e.getMessage());
        }
    }
}
