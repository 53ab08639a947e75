package io.adpipeline.it;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A plug-in of the producer that prints, as libraries do, and what it prints is a word of the generator's protocol. */
public final class Talkative implements ProducerInterceptor<byte[], byte[]> {

    @Override
    public void configure(Map<String, ?> settings) {
        System.out.println("DONE");
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> event) {
        return event;
    }

    @Override
    public void onAcknowledgement(RecordMetadata place, Exception failure) {
        // nothing to say of it
    }

    @Override
    public void close() {
        // nothing to close
    }
}
