package io.adpipeline.bench;

/** Sends events to Kafka as fast as it can, in a JVM of its own. */
interface Sender {

    /**
     * What was sent.
     *
     * @param records acknowledged records
     * @param recordsPerSecond from the first to the last acknowledgement
     */
    record Sent(long records, double recordsPerSecond) {}

    /**
     * Sends, and returns when all is acknowledged.
     *
     * @param records how many; a sender may give up before, but not lose any
     * @throws Exception if a record failed, or the JVM did
     */
    Sent send(String topic, long records) throws Exception;
}
