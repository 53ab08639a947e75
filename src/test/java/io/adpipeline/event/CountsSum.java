package io.adpipeline.event;

/** What a test's own pipeline counts. */
public final class CountsSum {

    private CountsSum() {}

    /** The sum of both: counts added, the newer time stamps kept. */
    public static EventCounts of(EventCounts one, EventCounts other) {
        return new EventCounts(
                one.views() + other.views(),
                one.clicks() + other.clicks(),
                one.purchases() + other.purchases(),
                Math.max(one.maxProduceTimeMs(), other.maxProduceTimeMs()),
                Math.max(one.maxEventTimeNs(), other.maxEventTimeNs()));
    }
}
