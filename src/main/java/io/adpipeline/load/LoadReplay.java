package io.adpipeline.load;

import io.adpipeline.event.SentEvents;
import io.adpipeline.load.FailedSends.FailedSend;
import io.adpipeline.load.ProducerSequence.Sequences;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Draws the events of a load again from its seed, so that single events need not be recorded while the load runs, nor
 * held in memory afterwards. Leaves out events that were never sent or whose send failed.
 */
record LoadReplay(LoadPlan plan, LoadReport report, FailedSends failed) implements SentEvents {

    @Override
    public void forEach(Visitor visitor) {
        Map<FailedSend, Long> missing = new HashMap<>(failed.counts());
        long startNs = TimeUnit.MILLISECONDS.toNanos(report.startMs());
        Sequences sequences = new Sequences(plan);
        PriorityQueue<Next> queue = new PriorityQueue<>();
        for (int producer = 0; producer < plan.producers(); producer++) {
            Next next = new Next(producer, sequences, report.sentByProducer().get(producer));
            if (next.advance()) {
                queue.add(next);
            }
        }
        while (!queue.isEmpty()) {
            Next next = queue.poll();
            next.sequence.events().skip();
            if (missing.isEmpty() || !take(missing, next.failedSend())) {
                visitor.event(
                        startNs + next.offsetNs,
                        next.sequence.events().campaignId(),
                        next.sequence.events().eventType());
            }
            if (next.advance()) {
                queue.add(next);
            }
        }
    }

    private static boolean take(Map<FailedSend, Long> missing, FailedSend send) {
        Long left = missing.computeIfPresent(send, (key, count) -> count - 1);
        return left != null && left >= 0;
    }

    /** The next event of one producer. Ordered by time, then by the producer's number. */
    private final class Next implements Comparable<Next> {

        private final int producer;
        private final Sequences sequences;
        private ProducerSequence sequence;
        private boolean warmup = true;
        private long fromNs;
        private long endNs = TimeUnit.MILLISECONDS.toNanos(report.warmupMs());
        private long left;
        private long offsetNs;

        Next(int producer, Sequences sequences, long sent) {
            this.producer = producer;
            this.sequences = sequences;
            this.sequence = sequences.warmup(producer, report.startMs());
            this.left = sent;
        }

        /** Moves to the next event; false if there is none. */
        boolean advance() {
            if (left-- == 0) {
                return false;
            }
            offsetNs = fromNs + sequence.arrivals().nextNs();
            if (warmup && offsetNs >= endNs) {
                warmup = false;
                fromNs = endNs;
                endNs += TimeUnit.MILLISECONDS.toNanos(plan.measureMs() + plan.tailMs());
                sequence = sequences.measured(producer, report.measureFromMs());
                offsetNs = fromNs + sequence.arrivals().nextNs();
            }
            return offsetNs < endNs;
        }

        FailedSend failedSend() {
            return new FailedSend(
                    producer,
                    offsetNs,
                    sequence.events().campaignId(),
                    sequence.events().eventType());
        }

        @Override
        public int compareTo(Next other) {
            int byTime = Long.compare(offsetNs, other.offsetNs);
            return byTime == 0 ? Integer.compare(producer, other.producer) : byTime;
        }
    }
}
