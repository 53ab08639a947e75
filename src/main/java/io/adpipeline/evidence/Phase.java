package io.adpipeline.evidence;

/** The parts of a run, in order. */
public enum Phase {
    /** Kafka and topics are made ready. */
    KAFKA("start Kafka"),
    /** Pipeline, results reader and generator start; load waits for them. */
    PIPELINE("start the pipeline"),
    /** Real load, not measured: compilers and caches settle. */
    WARMUP("warm-up"),
    /** The load that counts. */
    MEASURE("measure"),
    /** Load goes on until the measured windows are final. */
    TAIL("tail"),
    /** No more load; the pipeline finishes what it has. */
    DRAIN("drain"),
    /** Evidence is stored and analysed. */
    ANALYSE("analyse");

    private final String title;

    Phase(String title) {
        this.title = title;
    }

    /** The name that people read. */
    public String title() {
        return title;
    }
}
