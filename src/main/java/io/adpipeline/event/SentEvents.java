package io.adpipeline.event;

/** The events of a load that Kafka acknowledged. */
@FunctionalInterface
public interface SentEvents {

    /** Passes every event to the visitor, in the order of the intended times. Each call passes the same events. */
    void forEach(Visitor visitor);

    /** Takes one event after the other. */
    @FunctionalInterface
    interface Visitor {

        /**
         * One event.
         *
         * @param intendedNs when it was scheduled, epoch ns
         * @param campaignId its campaign, from 1
         * @param type what the user did
         */
        void event(long intendedNs, int campaignId, EventType type);
    }
}
